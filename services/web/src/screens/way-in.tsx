import { useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import type { Schemas } from "../api"
import { Screen } from "../app"
import { useAsked, useLive } from "../asked"
import { companyRef, me } from "../me"
import { Trouble, Waiting } from "../ui/notice"
import { Pick } from "../ui/pick"
import { ago, counted, percent, relation } from "../words"

type Answer = Schemas["PathAnswer"]
type Path = Schemas["PathFound"]

/** Through whom I get into a company. The address holds the question, so it can be sent on. */
export function WayIn() {
  const { query, route } = useLocation()
  const to = query["to"] ?? ""
  const by = query["by"] ?? "shortest"
  const former = query["include_former"] === "true"
  const [words, setWords] = useState(to.replace(/^(name|domain):/, ""))

  const ask = (changed: Record<string, string>) => {
    const asked = new URLSearchParams({ ...query, ...changed })
    route(`/way-in?${asked}`)
  }
  const found = useAsked<Answer>(to ? "/v1/paths" : null, {
    from: me.value,
    to,
    by,
    include_former: former,
    k: 3,
  })
  useLive(found, "any")
  return (
    <Screen title="Find a way in">
      <form
        class="line"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          if (words.trim()) ask({ to: companyRef(words) })
        }}
      >
        <Pick
          kind="company"
          label="Company"
          placeholder="A company: Globex"
          value={words}
          onText={setWords}
          onPick={(found) => ask({ to: found.ref })}
        />
        <button class="primary">Show the way</button>
      </form>
      <fieldset class="options">
        <legend class="hidden">How to search</legend>
        <Choice name="by" value="shortest" now={by} onPick={ask} label="Fewest people" />
        <Choice name="by" value="strongest" now={by} onPick={ask} label="Surest way" />
        <label>
          <input
            type="checkbox"
            checked={former}
            onChange={(event) => ask({ include_former: String(event.currentTarget.checked) })}
          />
          People who used to work there too
        </label>
      </fieldset>
      <div aria-live="polite" aria-busy={found.waiting}>
        {found.problem && <Trouble problem={found.problem} />}
        {found.waiting && !found.answer && <Waiting what="Looking for a way" />}
        {found.answer && to && <Ways answer={found.answer} />}
      </div>
    </Screen>
  )
}

type ChoiceProps = {
  name: string
  value: string
  now: string
  label: string
  onPick: (changed: Record<string, string>) => void
}

function Choice({ name, value, now, label, onPick }: ChoiceProps) {
  return (
    <label>
      <input
        type="radio"
        name={name}
        value={value}
        checked={now === value}
        onChange={() => onPick({ [name]: value })}
      />
      {label}
    </label>
  )
}

function Ways({ answer }: { answer: Answer }) {
  const away = answer.one_coffee_away
  return (
    <>
      <p class="lead">{answer.sentence}</p>
      {answer.warning && <p class="advice">{answer.warning.text}</p>}
      {answer.no_path && !answer.sentence.includes(answer.no_path.remedy) && (
        <p class="quiet">{answer.no_path.remedy}</p>
      )}
      <ol class="ways">
        {answer.paths.map((path, number) => (
          <li key={number}>
            <Way path={path} answer={answer} />
          </li>
        ))}
      </ol>
      {away.length > 0 && (
        <section>
          <h2>One coffee away</h2>
          <p class="quiet">Somebody you hardly know stands at the beginning of these.</p>
          <ol class="ways">
            {away.map((path, number) => (
              <li key={number}>
                <Way path={path} answer={answer} dotted />
              </li>
            ))}
          </ol>
        </section>
      )}
      {answer.cut && (
        <p class="quiet">The search was cut short: there may be better ways, or more.</p>
      )}
    </>
  )
}

type WayProps = { path: Path; answer: Answer; dotted?: boolean }

function Way({ path, answer, dotted = false }: WayProps) {
  const last = path.people.length - 1
  return (
    <div class="card way">
      <p>{path.sentence}</p>
      {path.next_step && <p class="step">{path.next_step.text}</p>}
      <ol class="chain">
        {path.people.map((person, number) => {
          const tie = path.ties[number]
          return (
            <li key={person.id} class={number === last ? "insider" : ""}>
              <span class="who">
                {number === 0 ? "You" : person.name}
                {number === last && (
                  <span class="quiet">
                    {" "}
                    at {answer.to?.name}
                    {path.insider.title && `, ${path.insider.title}`}
                    {path.insider.former && ", until lately"}
                  </span>
                )}
              </span>
              {tie && (
                <span class={dotted && number === 0 ? "tie dotted" : "tie"}>
                  {[...tie.relations.map(relation), tie.words].join(" · ")}
                  {tie.last_contact && ` · last contact ${ago(tie.last_contact)}`}
                  {tie.weakest && path.ties.length > 1 && <em> the weakest link</em>}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <details>
        <summary>The numbers</summary>
        <p class="quiet">
          {counted(path.hops, "hop")}, {percent(path.chance)} likely to carry an introduction: the
          product of {path.ties.map((tie) => percent(tie.sure)).join(" × ")}.
        </p>
      </details>
    </div>
  )
}
