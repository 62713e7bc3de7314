"""The Editor shell: a control for every parameter and a grid for every pattern."""
