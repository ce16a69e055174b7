"""What a person sees and presses, driven through Textual's pilot and a pseudo-terminal."""
