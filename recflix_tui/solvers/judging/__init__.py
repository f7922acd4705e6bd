"""What is thought of a model in the making: when to stop, whether the biases do as well."""
