import { render } from "preact"
import { Problem } from "./api"
import { App } from "./app"
import { tell } from "./ui/notice"

render(<App />, document.getElementById("app")!)

// What is pressed and refused says so, wherever no place of its own is kept for that.
window.addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Problem)) return
  event.preventDefault()
  tell([event.reason.message, event.reason.remedy].filter(Boolean).join(" "))
})

// Without a network the page opens from what this keeps of it; no answer is kept there.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  void navigator.serviceWorker.register("/sw.js")
