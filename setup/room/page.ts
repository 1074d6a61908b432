/** What a phone in the room gets: one small page, with nothing from anywhere else. */
export const ROOM_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>The room</title>
<style>
:root { --paper: #faf5ea; --ink: #2b2521; --card: #fffdf7; --yolk: #f5b301 }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1918; --ink: #f2eadd; --card: #242120; --yolk: #ffc738 } }
body { max-width: 34em; margin: 0 auto; padding: 24px 20px; background: var(--paper); color: var(--ink); font: 19px/1.45 system-ui, sans-serif }
h1 { font: 600 27px/1.2 Georgia, serif }
button { display: block; width: 100%; min-height: 64px; margin: 12px 0; border: 2px solid var(--yolk); border-radius: 14px; background: var(--card); color: inherit; font: 600 21px/1.2 system-ui, sans-serif }
button:focus-visible { outline: 3px solid var(--ink) }
button[aria-pressed=true] { background: var(--yolk); color: #2b2521 }
button:disabled:not([aria-pressed=true]) { opacity: .6 }
</style>
<main><h1 id="words">Four eggs, one cook</h1><div id="choices"></div><p id="said" role="status">No question is open. It appears here by itself.</p></main>
<script>
const [words, choices, said] = ['words', 'choices', 'said'].map(id => document.getElementById(id))
let round, isOrder
function show(question) {
  if (!question) {
    for (const button of choices.children) button.disabled = true
    said.textContent = round === undefined ? 'No question is open. It appears here by itself.' : 'It is closed. Look at the screen.'
    round = round && -1
    return
  }
  if (question.round === round) return
  round = question.round
  isOrder = question.isOrder
  words.textContent = question.words
  said.textContent = isOrder ? 'One egg a phone at a time.' : 'One answer, and it counts.'
  choices.replaceChildren(...question.choices.map((text, choice) => {
    const button = document.createElement('button')
    button.textContent = text
    button.onclick = () => send(button, choice)
    return button
  }))
}
async function send(button, choice) {
  const at = round
  for (const other of choices.children) other.disabled = true
  if (isOrder) said.textContent = 'In the pan…'
  try {
    const reply = await fetch(isOrder ? '/room/order' : '/room/vote', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ round, choice }) })
    if (reply.ok && !isOrder) button.setAttribute('aria-pressed', 'true')
    said.textContent = reply.status === 204 ? 'Counted. Look at the screen.' : (await reply.json()).detail
    button.disabled = !isOrder || at !== round
  }
  catch {
    said.textContent = 'That did not arrive. Try again.'
    for (const other of choices.children) other.disabled = false
  }
}
new EventSource('/room/events').onmessage = event => show(JSON.parse(event.data))
</script>
</html>
`
