"""The effects as units: what each makes of its inlet, and the frame that all of them share."""
