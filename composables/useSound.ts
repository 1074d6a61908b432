import type { Ref } from 'vue'
import type { Picture } from '../trace/lanes.ts'
import { createSharedComposable, useLocalStorage } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'
import { notesBetween } from './demo/melody.ts'

/** Loudness of each kind of note: a room full of eggs must not hurt. */
const VOLUME = { wait: 0.035, done: 0.16, lost: 0.1 }

/** A fried egg is plucked, and has faded after this. */
const PLUCK_S = 0.7

/** No click at either end of a note. */
const FADE_S = 0.06

/** More at once are noise. */
const MOST_VOICES = 12

/** Whether runs are heard: remembered by this browser, off until it is switched on. */
export const useSoundSetting = createSharedComposable(() => useLocalStorage('four-eggs:sound', false))

let context: AudioContext | undefined

/** One for the page. A browser lets it sound only after a press; Run is one. */
function listenTo(): AudioContext {
  context ??= new AudioContext()
  if (context.state === 'suspended')
    void context.resume()
  return context
}

interface Voice { stop: () => void }

function sound(frequency: number, kind: keyof typeof VOLUME): Voice {
  const audio = listenTo()
  const now = audio.currentTime
  const tone = new OscillatorNode(audio, {
    type: kind === 'done' ? 'triangle' : 'sine',
    frequency: kind === 'lost' ? frequency / 4 : frequency,
  })
  const loudness = new GainNode(audio, { gain: 0 })
  tone.connect(loudness).connect(audio.destination)
  tone.start(now)
  loudness.gain.setValueAtTime(0, now)
  loudness.gain.linearRampToValueAtTime(VOLUME[kind], now + (kind === 'wait' ? FADE_S : 0.008))
  if (kind !== 'wait') {
    loudness.gain.exponentialRampToValueAtTime(0.0001, now + PLUCK_S)
    tone.stop(now + PLUCK_S)
  }
  return {
    stop() {
      loudness.gain.cancelScheduledValues(audio.currentTime)
      loudness.gain.setTargetAtTime(0, audio.currentTime, FADE_S / 3)
      tone.stop(audio.currentTime + FADE_S * 2)
    },
  }
}

/** Sounds a run while it is drawn, in the window in which Run was pressed: two windows in one room would be an echo. */
export function useSound(picture: Ref<Picture>, isHeard: () => boolean): void {
  const isOn = useSoundSetting()
  const waiting = new Map<string, Voice>()

  function silence() {
    waiting.forEach(voice => voice.stop())
    waiting.clear()
  }

  watch(picture, (now, before) => {
    if (!isOn.value || !isHeard() || !now.running) {
      // The last note of a run is that of its last egg.
      if (isOn.value && before.running && isHeard())
        play(before, now)
      return silence()
    }
    play(before.running ? before : undefined, now)
  })

  function play(before: Picture | undefined, now: Picture) {
    for (const { task, kind, frequency } of notesBetween(before, now).slice(0, MOST_VOICES)) {
      waiting.get(task)?.stop()
      waiting.delete(task)
      if (kind !== 'wait')
        sound(frequency, kind)
      else if (waiting.size < MOST_VOICES)
        waiting.set(task, sound(frequency, kind))
    }
  }

  onScopeDispose(silence)
}
