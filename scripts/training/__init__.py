"""Training of the learned judges from annotated documents: see scripts/train.py."""
