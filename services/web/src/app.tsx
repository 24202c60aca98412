import type { ComponentChildren } from "preact"
import { useEffect, useErrorBoundary } from "preact/hooks"
import { lazy, LocationProvider, Route, Router, useLocation } from "preact-iso"
import { me } from "./me"
import { AddPeople } from "./screens/add-people"
import { Company } from "./screens/company"
import { Data } from "./screens/data/data"
import { Duplicates } from "./screens/duplicates"
import { Gathering } from "./screens/gathering"
import { HandOver } from "./screens/hand-over"
import { Introductions } from "./screens/introductions"
import { Person } from "./screens/person"
import { Report } from "./screens/report"
import { Sheet } from "./screens/sheet"
import { Start } from "./screens/start"
import { Today } from "./screens/today"
import { WayIn } from "./screens/way-in"
import { keepFocus, SCREEN } from "./ui/focus"
import { Capture } from "./ui/capture"
import { Toast } from "./ui/notice"

/** Fetched when somebody goes there: what draws is larger than all the rest. */
const Explore = lazy(() => import("./screens/explore"))

/** The screens in the order of the day; each has an address. */
const SCREENS = [
  { path: "/", name: "Today" },
  { path: "/way-in", name: "Way in" },
  { path: "/sheet", name: "Sheet" },
  { path: "/introductions", name: "Introductions" },
  { path: "/gathering", name: "Gathering" },
  { path: "/explore", name: "Explore" },
  { path: "/report", name: "Report" },
  { path: "/data", name: "Data" },
]

export function App() {
  return (
    <LocationProvider>
      <a class="skip" href={`#${SCREEN}`}>
        Skip to the content
      </a>
      <Frame />
    </LocationProvider>
  )
}

/** The screens at the side, unless somebody else holds the phone. */
function Frame() {
  const alone = useLocation().path.startsWith("/hand-over/")
  return (
    <div class={alone ? "frame alone" : "frame"}>
      {!alone && <Sidebar />}
      <main id={SCREEN} tabIndex={-1}>
        {me.value ? <Screens /> : <Start />}
      </main>
      {!alone && <Toast />}
    </div>
  )
}

function Screens() {
  const { url } = useLocation()
  const [broken, mend] = useErrorBoundary()
  useEffect(() => {
    if (broken) mend() // another address is another screen
  }, [url])
  if (broken) return <Broken />
  return (
    <Router onRouteChange={keepFocus}>
      <Route path="/" component={Today} />
      <Route path="/add" component={AddPeople} />
      <Route path="/way-in" component={WayIn} />
      <Route path="/sheet" component={Sheet} />
      <Route path="/hand-over/:name" component={HandOver} />
      <Route path="/company/:name" component={Company} />
      <Route path="/person/:name" component={Person} />
      <Route path="/introductions" component={Introductions} />
      <Route path="/gathering" component={Gathering} />
      <Route path="/explore" component={Explore} />
      <Route path="/report" component={Report} />
      <Route path="/data" component={Data} />
      <Route path="/duplicates" component={Duplicates} />
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
      {me.value && <Capture />}
    </nav>
  )
}

type ScreenProps = { title: string; wide?: boolean; children: ComponentChildren }

export function Screen({ title, wide = false, children }: ScreenProps) {
  document.title = `${title} · Inroad`
  return (
    <article class={wide ? "screen wide" : "screen"}>
      <h1>{title}</h1>
      {children}
    </article>
  )
}

/** What an address names can't be read, or the page itself is wrong. */
function Broken() {
  return (
    <Screen title="This can't be shown">
      <p role="alert">
        See that the address is whole, or reload the page. <a href="/">Today</a> is a good place to
        begin.
      </p>
    </Screen>
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
