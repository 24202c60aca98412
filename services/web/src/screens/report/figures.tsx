import type { Schemas } from "../../api"
import { counted, dayOf, percent } from "../../words"
import { Bars, Figure, Line, Strip, stripHeight } from "./plots"

type Told = Schemas["Report"]
type Week = Told["weeks"][number]

const RUNGS = {
  opener: "opener",
  warm: "warm answer",
  coffee_or_sheet: "coffee or sheet",
  intel: "intel",
  name: "a name volunteered",
  introduction: "introduction",
  thanks: "thanks",
} as const
const FARTHEST = 5 // hops, at which a path counts as out of reach

/** The same weeks, looked at in five ways. */
export function Figures({ told }: { told: Told }) {
  const weeks = told.weeks
  const first = weeks[0]
  const last = weeks.at(-1)
  if (!first || !last) return null
  const ends: [string, string] = [dayOf(first.start), dayOf(last.end)]
  const of = <T,>(value: (week: Week) => T) => weeks.map(value)
  const talk = told.whole.conversations
  const asks = told.whole.asks
  const most = Math.max(...of(({ asks: one }) => Math.max(one.made, one.warm + one.later + one.no)))
  const reach = last.targets
  return (
    <div class="plots">
      <Figure
        title="How you talk"
        text={`${talk.hard} hard, ${talk.direct} direct and ${talk.soft} soft in all.`}
        layers={{ hard: "with an agenda", direct: "of two", soft: "the rest" }}
        ends={ends}
      >
        <Bars
          layers={[
            ["hard", of((week) => week.conversations.hard_share)],
            ["direct", of((week) => week.conversations.direct_share)],
            ["soft", of((week) => week.conversations.soft_share)],
          ]}
          most={1}
          scale="100%"
        />
      </Figure>
      <Figure
        title="What you ask"
        text={`${counted(asks.made, "ask")} made.`}
        layers={{ direct: "asks made" }}
        ends={ends}
      >
        <Bars layers={[["direct", of((week) => week.asks.made)]]} most={most} scale={`${most}`} />
      </Figure>
      <Figure
        title="What they answer"
        text={`${counted(asks.warm, "warm answer")}.`}
        layers={{ hard: "warm answers", soft: "not now, or no" }}
        ends={ends}
      >
        <Bars
          layers={[
            ["hard", of((week) => week.asks.warm)],
            ["soft", of((week) => week.asks.later + week.asks.no)],
          ]}
          most={most}
          scale={`${most}`}
        />
      </Figure>
      {reach.wanted > 0 && (
        <>
          <Figure
            title="How far your targets are"
            text={`${reach.within_reach} of ${counted(reach.wanted, "company", "companies")} within reach. Higher is nearer, the foot is out of reach.`}
            ends={ends}
          >
            <Line values={of((week) => nearness(week.targets))} scale="inside" />
          </Figure>
          <Figure
            title="How sure the best paths are"
            text={
              reach.median_chance
                ? `Now typically ${percent(reach.median_chance)}.`
                : "Now typically out of reach."
            }
            ends={ends}
          >
            <Line values={of((week) => week.targets.median_chance)} scale="100%" />
          </Figure>
        </>
      )}
      <Figure
        title="Rungs climbed"
        text="Contacts who stood there for the first time."
        ends={ends}
        height={stripHeight(Object.keys(RUNGS).length)}
      >
        <Strip
          rows={Object.entries(RUNGS).map(([rung, words]) => [
            words,
            of((week) => week.rungs[rung as keyof typeof RUNGS]),
          ])}
        />
      </Figure>
    </div>
  )
}

/** From 0, out of reach, to 1, inside; null while nothing is wanted. */
function nearness(reach: Week["targets"]): number | null {
  if (!reach.wanted) return null
  return reach.median_hops === null || reach.median_hops === undefined
    ? 0
    : 1 - reach.median_hops / FARTHEST
}

/** The numbers of every week, the latest first. */
export function Weeks({ told }: { told: Told }) {
  return (
    <details>
      <summary>The weeks in numbers</summary>
      <div class="scrolls" tabIndex={0} role="region" aria-label="The weeks in numbers">
        <table>
          <thead>
            <tr>
              {[
                "week from",
                "soft",
                "direct",
                "hard",
                "asks",
                "warm",
                "rungs",
                "in reach",
                "hops",
                "chance",
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...told.weeks].reverse().map((week) => (
              <tr key={week.start}>
                <th scope="row">{dayOf(week.start)}</th>
                <td>{week.conversations.soft}</td>
                <td>{week.conversations.direct}</td>
                <td>{week.conversations.hard}</td>
                <td>{week.asks.made}</td>
                <td>{week.asks.warm}</td>
                <td>{Object.values(week.rungs).reduce((sum, count) => sum + count, 0)}</td>
                <td>
                  {week.targets.wanted
                    ? `${week.targets.within_reach} of ${week.targets.wanted}`
                    : "–"}
                </td>
                <td>{week.targets.median_hops ?? "–"}</td>
                <td>
                  {week.targets.median_chance === null || week.targets.median_chance === undefined
                    ? "–"
                    : percent(week.targets.median_chance)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
