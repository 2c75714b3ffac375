"""What a colleague who knows the statute would say of a county that can be read: one function a rule, grouped by family."""
