import { render } from "preact"
import { Problem } from "./api"
import { App } from "./app"
import { tellProblem } from "./ui/notice"

render(<App />, document.getElementById("app")!)

// What a button asked for and the service refused is told, wherever the button stands.
window.addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Problem)) return
  event.preventDefault()
  tellProblem(event.reason)
})

// Without a network the page opens from what this keeps of it; no answer is kept there.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  void navigator.serviceWorker.register("/sw.js")
