import { defineConfig } from "vite"

// No inline script or style: the service's Content-Security-Policy forbids both.
export default defineConfig({
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022" },
  server: { proxy: { "/v1": "http://127.0.0.1:8420" } },
})
