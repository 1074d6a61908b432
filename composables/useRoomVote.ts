import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Poll } from './room-poll.ts'
import type { Question } from './useQuestion.ts'
import type { Shown } from './useShown.ts'
import { onSlideLeave } from '@slidev/client'
import { computed, onScopeDispose, toValue, watch } from 'vue'
import { ROOM_QUESTION, ROOM_VOTES } from '../runner/windows/room.ts'
import { entryAt, write } from '../runner/windows/shared.ts'
import { isLike } from './is-like.ts'
import { pollOf } from './room-poll.ts'
import { registerVotable } from './useInView.ts'

interface Asked { id: string, round: number, words: string, choices: string[], url: string }
interface Votes { id: string, round: number, choices: string[], counts: number[] }

export interface RoomVote {
  /** The question, while phones can answer it. */
  asked: ComputedRef<Asked | undefined>
  /** How many phones chose which; stays when the vote is closed. */
  votes: ComputedRef<Votes | undefined>
  forget: () => void
}

/** The vote of the room on a question: a key opens and closes it, and so do the answer, the run and the next slide. */
export function useRoomVote(
  place: MaybeRefOrGetter<string>,
  question: () => Question | undefined,
  isAsking: () => boolean,
  { isLive, isInView }: Shown,
): RoomVote {
  // A site without a server has no room; nor has it the code below.
  if (__KITCHEN_URL__ === null)
    return { asked: computed(() => undefined), votes: computed(() => undefined), forget() {} }
  const asked = computed(() => {
    const value = entryAt(ROOM_QUESTION)?.value
    return isLike(value, { id: '', round: 0, words: '', choices: [''], url: '' }) && (value as Asked).id === toValue(place)
      ? (value as Asked)
      : undefined
  })
  const votes = computed(() => {
    const value = entryAt(ROOM_VOTES)?.value
    return isLike(value, { id: '', round: 0, choices: [''], counts: [0] }) && (value as Votes).id === toValue(place)
      ? (value as Votes)
      : undefined
  })

  const poll = () => isAsking() && question() ? pollOf(question()!) : undefined

  function open(url: string, poll: Poll) {
    write(ROOM_QUESTION, { id: toValue(place), round: Date.now(), url, ...poll } satisfies Asked)
  }

  function close() {
    if (asked.value)
      write(ROOM_QUESTION)
  }

  onScopeDispose(registerVotable({
    isInView: () => isInView.value && (asked.value ?? poll()) !== undefined,
    act: url => asked.value ? close() : open(url, poll()!),
  }))
  // Any window that may: the one that asked may have been loaded anew since.
  watch(isAsking, is => !is && isInView.value && close())
  onSlideLeave(() => isLive.value && close())

  return {
    asked,
    votes,
    forget() {
      close()
      if (votes.value)
        write(ROOM_VOTES)
    },
  }
}
