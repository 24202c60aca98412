import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { at, type Schemas } from "../../api"
import { Screen } from "../../app"
import { useAsked, useLive } from "../../asked"
import { me } from "../../me"
import { useMedia } from "../../media"
import { YOU } from "../../told"
import { bare } from "../../ui/links"
import { Trouble, Waiting } from "../../ui/notice"
import { counted } from "../../words"
import { filters, useShown, type Shown } from "./address"
import { Chosen } from "./chosen"
import { Drawing } from "./drawing"
import "./explore.css"
import { Filters, Questions } from "./filters"
import { byCommunity, byCompany, type Group } from "./groups"
import { Legend } from "./legend"
import { List } from "./list"
import { networkOf, trailTo, type Network, type Probable, type Way } from "./network"
import { DAY, NIGHT, tieColours, type Look } from "./paint"
import { usePlaces } from "./places"
import { useSurroundings } from "./surroundings"
import { DRAWS } from "./webgl"

type Communities = Schemas["CommunitiesAnswer"]

/** Who is around somebody, drawn and in words; the address holds all that is shown. */
export default function Explore() {
  const [shown, change] = useShown()
  const [looked, setLooked] = useState("")
  const [only, setOnly] = useState<number | null>(null)
  const palette = useMedia("(prefers-color-scheme: dark)") ? NIGHT : DAY
  const narrow = useMedia("(max-width: 62rem)") // as in explore.css
  const { around, problem, waiting } = useSurroundings(shown)
  const way = useAsked<Way>(shown.to ? "/v1/paths" : null, {
    from: shown.around,
    to: shown.to,
    k: 1,
  })
  const probable = useAsked<Probable>(
    shown.probable ? at("people", shown.around, "probable") : null,
  )
  useLive(way, "any")
  useLive(probable, "named")
  const network = useMemo(
    () =>
      around.length
        ? networkOf(around, shown.probable ? probable.answer : null, shown.to ? way.answer : null)
        : null,
    [around, shown.probable, probable.answer, shown.to, way.answer],
  )
  const placed = usePlaces(network)
  const groups = useGroups(shown, placed?.network ?? null)
  const look = useMemo(
    () => lookOf(placed?.network ?? null, shown, groups, only),
    [placed, shown.who, shown.to, groups, only],
  )
  useEffect(() => setOnly(null), [shown.colour, shown.around])
  const choose = (id: string) => {
    if (id !== shown.who) change({ who: id }, true)
  }
  useEscape(() => choose(""))

  const troubles = [problem, way.problem, probable.problem].filter((one) => one !== null)
  const drawn = placed?.network
  const drawing = DRAWS && (!narrow || shown.view === "drawing")
  const chosen = drawn?.person.get(shown.who)
  const middle = drawn ? calledIn(drawn, shown) : ""
  return (
    <Screen title="Explore" wide>
      <Questions
        shown={shown}
        middle={drawn?.middle.name ?? ""}
        to={shown.to && (way.answer?.to?.name ?? bare(shown.to))}
        onChange={change}
      />
      <Filters shown={shown} onChange={change} />
      {troubles.map((one) => (
        <Trouble key={one.message} problem={one} />
      ))}
      {!DRAWS && (
        <p class="advice">
          This browser can't draw the network: it has no WebGL 2. The list says the same in words.
        </p>
      )}
      {!placed && (waiting || network) && <Waiting what="Looking who is around" />}
      {placed && drawn && (
        <>
          <p role="status" aria-busy={waiting}>
            {said(drawn, middle, shown)}{" "}
            {shown.to && way.answer && <strong>{way.answer.sentence}</strong>}{" "}
            {shown.to && way.answer && (
              <button class="link" onClick={() => change({ to: "" })}>
                Whole network again
              </button>
            )}
          </p>
          <div class="explored">
            {DRAWS && narrow && <Views shown={shown} onView={(view) => change({ view }, true)} />}
            {drawing && (
              <div class="seen">
                <Drawing
                  key={drawn.middle.id}
                  middle={middle}
                  placed={placed}
                  groups={groups}
                  look={look}
                  palette={palette}
                  looked={looked}
                  onChoose={choose}
                />
                <Legend
                  groups={groups}
                  palette={palette}
                  ties={tieColours(palette, drawn)}
                  dashed={shown.probable}
                  only={only}
                  onOnly={setOnly}
                />
              </div>
            )}
            <div class="words-of-it">
              {chosen && (
                <Chosen
                  network={drawn}
                  called={middle}
                  one={chosen}
                  shown={shown}
                  onChange={change}
                />
              )}
              {!(drawing && narrow) && (
                <List
                  network={drawn}
                  chosen={shown.who}
                  lit={shown.who ? null : look.lit}
                  onChoose={choose}
                  onLook={setLooked}
                />
              )}
            </div>
          </div>
        </>
      )}
    </Screen>
  )
}

function useEscape(leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => event.key === "Escape" && latest.current()
    addEventListener("keydown", pressed)
    return () => removeEventListener("keydown", pressed)
  }, [])
}

/** On a narrow screen, which of the two is shown. */
function Views({ shown, onView }: { shown: Shown; onView: (view: Shown["view"]) => void }) {
  return (
    <div class="views" role="group" aria-label="Show">
      <button aria-pressed={shown.view === "drawing"} onClick={() => onView("drawing")}>
        Drawing
      </button>
      <button aria-pressed={shown.view === "list"} onClick={() => onView("list")}>
        List
      </button>
    </div>
  )
}

/** Whoever is in the middle, as they are called in a sentence. */
function calledIn({ middle }: Network, shown: Shown): string {
  return [shown.around, middle.ref].includes(me.value) ? YOU : middle.name
}

function said(network: Network, middle: string, shown: Shown): string {
  const others = counted(network.people.length - 1, "person", "people")
  const more = network.more.has(network.middle.id)
    ? " More are known: widen from somebody, or show only a part."
    : ""
  const wider = shown.wider
    .map((id) => network.person.get(id)?.name)
    .filter((name) => name !== undefined)
  const from = wider.length ? `, widened from ${wider.join(", ")}` : ""
  return `${others} around ${middle}${from}, ${counted(network.ties.size, "tie")}.${more}`
}

/** Groups that are coloured: communities as the service found them first, or companies. */
function useGroups(shown: Shown, network: Network | null): Group[] {
  const asked = shown.colour === "community"
  const found = useAsked<Communities>(asked ? at("people", shown.around, "communities") : null, {
    ...filters(shown),
    most: Math.min(shown.most, 1000),
  })
  const told = asked ? found.answer : null
  return useMemo(() => {
    if (!network) return []
    return asked ? (told ? byCommunity(network, told) : []) : byCompany(network)
  }, [network, asked, told])
}

/** Who is chosen and their people, or the way, or one group; else nobody in particular. */
function lookOf(network: Network | null, shown: Shown, groups: Group[], only: number | null): Look {
  const nobody: Look = { lit: null, trail: [], chosen: "" }
  if (!network) return nobody
  if (network.person.has(shown.who)) {
    const trail = trailTo(network, shown.who)
    const lit = new Set([...trail, ...(network.beside.get(shown.who) ?? [])])
    return { lit, trail, chosen: shown.who }
  }
  if (network.way.length) return { lit: new Set(network.way), trail: network.way, chosen: "" }
  const group = groups.find((one) => one.look === only)
  return group ? { ...nobody, lit: new Set([network.middle.id, ...group.members]) } : nobody
}
