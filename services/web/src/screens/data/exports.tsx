const FILES = [
  {
    at: "/v1/export/events.jsonl",
    name: "Events",
    words: "Every event that counts: published elsewhere they give the same network.",
  },
  {
    at: "/v1/export/graph.graphml",
    name: "GraphML",
    words: "People, companies, ties and jobs, for Gephi, yEd or networkx.",
  },
  {
    at: "/v1/export/people.csv",
    name: "People",
    words: "Everybody as a table, with where they work.",
  },
  {
    at: "/v1/export/ties.csv",
    name: "Ties",
    words: "Who knows whom as a table, in words, since when and how often.",
  },
]

/** What can be taken along. */
export function Exports() {
  return (
    <section>
      <h2>Take it along</h2>
      <p class="advice">
        These files hold what you know of other people. Keep them as you would keep their letters,
        and erase them when you need them no more.
      </p>
      <ul class="imports">
        {FILES.map((file) => (
          <li key={file.at}>
            <span>
              <strong>{file.name}</strong> <span class="quiet">{file.words}</span>
            </span>
            <a href={file.at} download aria-label={`Download ${file.name}`}>
              Download
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
