import type { ComponentChildren } from "preact"
import { LocationProvider, Route, Router, useLocation } from "preact-iso"
import { me } from "./me"
import { Start } from "./screens/start"
import { Today } from "./screens/today"
import { WayIn } from "./screens/way-in"
import { Toast } from "./ui/notice"

/** The screens in the order of the day; each has an address. */
const SCREENS = [
  { path: "/", name: "Today" },
  { path: "/way-in", name: "Way in" },
]

export function App() {
  return (
    <LocationProvider>
      <a class="skip" href="#screen">
        Skip to the content
      </a>
      <div class="frame">
        <Sidebar />
        <main id="screen" tabIndex={-1}>
          {me.value ? <Screens /> : <Start />}
        </main>
      </div>
      <Toast />
    </LocationProvider>
  )
}

function Screens() {
  return (
    <Router>
      <Route path="/" component={Today} />
      <Route path="/way-in" component={WayIn} />
      <Route default component={Nowhere} />
    </Router>
  )
}

function Sidebar() {
  const { path } = useLocation()
  return (
    <nav class="sidebar" aria-label="Screens">
      <a class="mark" href="/">
        Inroad
      </a>
      <ul>
        {SCREENS.map((screen) => (
          <li key={screen.path}>
            <a href={screen.path} aria-current={path === screen.path ? "page" : undefined}>
              {screen.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function Screen({ title, children }: { title: string; children: ComponentChildren }) {
  document.title = `${title} · Inroad`
  return (
    <article class="screen">
      <h1>{title}</h1>
      {children}
    </article>
  )
}

function Nowhere() {
  return (
    <Screen title="Nothing is here">
      <p>
        There is no such screen. <a href="/">Today</a> is a good place to begin.
      </p>
    </Screen>
  )
}
