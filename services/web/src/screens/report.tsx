import { at, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked } from "../asked"
import { me } from "../me"
import { Trouble, Waiting } from "../ui/notice"
import { dayOf } from "../words"
import { Figures, Weeks } from "./report/figures"
import "./report/report.css"

type Told = Schemas["Report"]

const WEEKS = 26

/** Am I Bob 1 or Bob 2? The sentences first, then the same weeks in pictures and in numbers. */
export function Report() {
  const path = at("people", me.value, "report")
  const report = useAsked<Told>(path, { weeks: WEEKS })
  const told = report.answer
  return (
    <Screen title="Am I Bob 1 or Bob 2?">
      {report.problem && <Trouble problem={report.problem} />}
      {!told && report.waiting && <Waiting what="Reading your year" />}
      {told && (
        <>
          {told.verdict.sentences.map((sentence, number) => (
            <p key={number} class={number ? "" : "lead"}>
              {sentence}
            </p>
          ))}
          <p class="step">{told.verdict.next.text}</p>
          <Figures told={told} />
          <Changes told={told} />
          <Weeks told={told} />
          <p>
            <a href={`${path}?weeks=${WEEKS}&form=page`} target="_blank" rel="noreferrer">
              One page to print, with what each number means
            </a>
          </p>
        </>
      )}
    </Screen>
  )
}

function Changes({ told }: { told: Told }) {
  const changes = told.targets.flatMap((one) => one.changes)
  if (changes.length === 0) return null
  const latest = [...changes].sort((one, other) => other.end.localeCompare(one.end))
  return (
    <section>
      <h2>What changed your targets</h2>
      <ul class="events">
        {latest.slice(0, 12).map((one, number) => (
          <li key={number}>
            <time class="quiet" dateTime={one.end}>
              {dayOf(one.end)}
            </time>
            <span>
              {one.text} <span class="quiet">{one.causes[0]?.text}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
