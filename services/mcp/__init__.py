"""A thin door for assistants that speak the Model Context Protocol, over a running Inroad."""
