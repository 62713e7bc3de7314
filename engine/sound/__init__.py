"""The sound of a document: the signal graph, the samples, the meters and the audio device."""
