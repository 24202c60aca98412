import { render } from "preact"
import { App } from "./app"

render(<App />, document.getElementById("app")!)

// Without a network the page opens from what this keeps of it; no answer is kept there.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  void navigator.serviceWorker.register("/sw.js")
