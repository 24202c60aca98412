import "./way-in.css"
import { useEffect, useLayoutEffect, useState } from "preact/hooks"
import { useLocation } from "preact-iso"
import type { Schemas } from "../../api"
import { Screen } from "../../app"
import { useAsked, useLive } from "../../asked"
import { companyRef, me } from "../../me"
import { Trouble, Waiting, tell } from "../../ui/notice"
import { Pick } from "../../ui/pick"
import { Options, type Change } from "./options"
import { Others } from "./others"
import { addressOf, questionOf, spoken } from "./question"
import { Ways } from "./ways"

type Answer = Schemas["PathAnswer"]

/** Through whom I get into a company. The address holds the question, so it can be sent on. */
export function WayIn() {
  const { query, route } = useLocation()
  const question = questionOf(query)
  const [words, setWords] = useState(spoken(question.to))
  const ask: Change = (changed) => route(addressOf({ ...question, ...changed }))
  const avoid = (who: Schemas["Named"]) => {
    ask({ avoid: [...question.avoid, who.ref] })
    tell(`Not via ${who.name}.`, async () => ask({ avoid: question.avoid }))
  }

  const found = useAsked<Answer>(question.to ? "/v1/paths" : null, {
    from: me.value,
    to: question.to,
    by: question.by,
    include_former: question.former,
    hard_only: question.hard,
    min_strength: question.least,
    avoid: question.avoid,
    k: question.ways,
  })
  useLive(found, "any")
  const name = found.answer?.to?.name
  useLayoutEffect(() => setWords(spoken(question.to)), [question.to]) // before anybody types
  useEffect(() => {
    if (name) setWords((words) => (words === spoken(question.to) ? name : words))
  }, [name])
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
      <Options question={question} onChange={ask} />
      <div aria-live="polite" aria-busy={found.waiting}>
        {found.problem && <Trouble problem={found.problem} />}
        {found.waiting && !found.answer && <Waiting what="Looking for a way" />}
        {found.answer && question.to && (
          <Ways
            answer={found.answer}
            question={question}
            onChange={ask}
            onAvoid={avoid}
            onTold={found.again}
          />
        )}
        {found.answer && question.to && <Others but={found.answer.to?.id ?? ""} />}
      </div>
    </Screen>
  )
}
