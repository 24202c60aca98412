import { render } from "preact"
import { problemOf } from "./api"
import { App } from "./app"
import { pressOnce } from "./once"
import { followFocus } from "./ui/focus"
import { tellProblem } from "./ui/notice"

pressOnce()
followFocus()
render(<App />, document.getElementById("app")!)

// What a button asked for and nobody else tells is told, wherever the button stands.
window.addEventListener("unhandledrejection", (event) => {
  event.preventDefault()
  tellProblem(problemOf(event.reason))
})

// Without a network the page opens from what this keeps of it; no answer is kept there.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  void navigator.serviceWorker.register("/sw.js").catch(() => undefined) // where storage is closed
