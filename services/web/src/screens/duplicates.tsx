import { useState } from "preact/hooks"
import { at, post, Problem, problemOf, type Schemas } from "../api"
import { Screen } from "../app"
import { useAsked } from "../asked"
import { retract } from "../events"
import { useTakenFocus } from "../ui/focus"
import { Key } from "../ui/key"
import { toCompany, toPerson } from "../ui/links"
import { useKeys } from "../keys"
import { once } from "../once"
import { Trouble, Waiting, tell } from "../ui/notice"
import { counted } from "../words"
import "./duplicates.css"

type Page = Schemas["DuplicatesPage"]
type Duplicate = Schemas["Duplicate"]
type Alike = Schemas["Alike"]
type Answer = "confirm" | "refuse" | "take-back"

const TIERS = [
  { tier: "same", words: "by their addresses" },
  { tier: "strong", words: "probable" },
  { tier: "weak", words: "to look at closely" },
] as const

/** Two that may be one, one pair after the other, the surest first; nothing is merged by itself. */
export function Duplicates() {
  const found = useAsked<Page>("/v1/duplicates", { limit: 200 })
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = useState<Problem | null>(null)
  const left = (found.answer?.duplicates ?? []).filter((one) => !gone.has(one.id))
  const one = left[0]

  const put = (id: string, away: boolean) =>
    setGone((ids) => new Set(away ? [...ids, id] : [...ids].filter((other) => other !== id)))
  const say = async (pair: Duplicate, answer: Answer) => {
    const told = await once(`${pair.id} ${answer}`, () =>
      post<Schemas["Decided"]>(at("duplicates", pair.id), { answer }),
    )
    put(pair.id, answer !== "take-back")
    return told
  }
  const decide = async (pair: Duplicate, answer: Answer) => {
    setProblem(null)
    try {
      const told = await say(pair, answer)
      if (answer === "refuse")
        return tell("They stay two, and it is not asked again.", async () => {
          await say(pair, "take-back")
        })
      tell("They are one now.", async () => {
        const back = await retract(told.event!)
        put(pair.id, false)
        found.again(back.receipt)
      })
    } catch (error) {
      const wrong = problemOf(error)
      if (wrong.status !== 404) return setProblem(wrong)
      put(pair.id, true)
      tell("One of them has changed meanwhile: they are looked for anew.")
      found.again()
    }
  }
  const later = (pair: Duplicate) => {
    put(pair.id, true)
    tell("They come again another time.", async () => put(pair.id, false))
  }
  useKeys(
    one
      ? {
          y: () => void decide(one, "confirm"),
          n: () => void decide(one, "refuse"),
          l: () => later(one),
        }
      : {},
  )
  return (
    <Screen title="Two that may be one">
      {found.problem && <Trouble problem={found.problem} />}
      {problem && <Trouble problem={problem} />}
      {!found.answer && found.waiting && <Waiting what="Comparing everybody" />}
      {found.answer && (
        <>
          <p class="lead">{gone.size ? leadOf(left, found.answer) : found.answer.sentence}</p>
          {left.length > 0 && <Tiers left={left} of={found.answer} />}
          <div aria-live="polite">
            {one && (
              <Pair key={one.id} pair={one} taken={gone.size > 0} onSay={decide} onLater={later} />
            )}
            {!one && found.answer.duplicates.length > 0 && (
              <p>That was all of them for now. Those you left for later come again another time.</p>
            )}
          </div>
          {found.answer.cut && <p class="quiet">Not everybody was compared; there may be more.</p>}
          {found.answer.next && <p class="quiet">More come when these are decided.</p>}
        </>
      )}
    </Screen>
  )
}

/** How many are left, those that come later too. */
function leadOf(left: readonly Duplicate[], of: Page): string {
  const all = Object.values(of.tiers).reduce((sum, number) => sum + number, 0)
  return `${counted(all - of.duplicates.length + left.length, "pair")} left.`
}

/** How many are left of each tier, those that come later too. */
function Tiers({ left, of }: { left: readonly Duplicate[]; of: Page }) {
  return (
    <p class="quiet">
      {TIERS.map(({ tier, words }) => {
        const decided = of.duplicates.filter((one) => one.tier === tier && !left.includes(one))
        return { words, number: (of.tiers[tier] ?? 0) - decided.length }
      })
        .filter(({ number }) => number > 0)
        .map(({ words, number }) => `${number.toLocaleString("en")} ${words}`)
        .join(" · ")}
    </p>
  )
}

function Reasons({ title, all }: { title: string; all: readonly string[] }) {
  if (all.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {all.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  )
}

type PairProps = {
  pair: Duplicate
  taken: boolean // the place of another
  onSay: (pair: Duplicate, answer: Answer) => void
  onLater: (pair: Duplicate) => void
}

function Pair({ pair, taken, onSay, onLater }: PairProps) {
  const card = useTakenFocus<HTMLElement>(taken)
  return (
    <section ref={card} tabIndex={-1} class={`card pair ${pair.tier}`} aria-label={pair.words}>
      <p class="tier">{pair.words}</p>
      <div class="beside">
        <One who={pair.one} kind={pair.kind} />
        <One who={pair.other} kind={pair.kind} />
      </div>
      <Reasons title="For it" all={pair.reasons} />
      <Reasons title="Against it" all={pair.against} />
      <div class="actions">
        <button
          class={pair.tier === "weak" ? "" : "primary"}
          onClick={() => onSay(pair, "confirm")}
        >
          They are one <Key of="Y" />
        </button>
        <button onClick={() => onSay(pair, "refuse")}>
          They are two <Key of="N" />
        </button>
        <button onClick={() => onLater(pair)}>
          Later <Key of="L" />
        </button>
      </div>
    </section>
  )
}

function One({ who, kind }: { who: Alike; kind: Duplicate["kind"] }) {
  return (
    <div>
      <h2>
        <a href={kind === "companies" ? toCompany(who.ref) : toPerson(who.ref)}>{who.name}</a>
      </h2>
      {who.about && <p>{who.about}</p>}
      <ul class="identifiers">
        {who.identifiers.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  )
}
