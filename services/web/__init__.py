"""The page: TypeScript built by Vite, and what serves it."""
