"""Text for the eye: cutting, wrapping and marking strings by the cells they take. Pure functions, no widgets."""
