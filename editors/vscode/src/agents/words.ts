// How agents and executions are shown. Pure.
import type { Agent, AgentStatus, Execution, ExecutionEvent, ExecutionStatus, InboxItem, InboxKind } from '../platform/wire.ts';

const agentWords: Record<AgentStatus, { word: string; icon: string; color?: string }> = {
  draft: { word: 'draft', icon: 'circle-outline' },
  active: { word: 'on', icon: 'circle-filled', color: 'testing.iconPassed' },
  paused: { word: 'paused', icon: 'debug-pause', color: 'charts.yellow' },
  archived: { word: 'archived', icon: 'archive' },
};

const executionWords: Record<ExecutionStatus, { word: string; icon: string; color?: string }> = {
  queued: { word: 'queued', icon: 'clock' },
  running: { word: 'running', icon: 'loading~spin' },
  waiting: { word: 'waits for a person', icon: 'bell', color: 'charts.yellow' },
  succeeded: { word: 'succeeded', icon: 'pass', color: 'testing.iconPassed' },
  failed: { word: 'failed', icon: 'error', color: 'testing.iconFailed' },
  cancelled: { word: 'cancelled', icon: 'circle-slash' },
};

export interface Drawn {
  label: string;
  description: string;
  tooltip: string;
  icon: string;
  color?: string;
  context: string;
}

/** A status the extension does not know (a newer server) is shown as it came. */
const known = <T>(words: Record<string, T>, status: string): T | { word: string; icon: string; color?: string } =>
  words[status] ?? { word: status, icon: 'question' };

export function drawAgent(agent: Agent, when: (iso: string) => string): Drawn {
  const { word, icon, color } = known(agentWords, agent.status) as { word: string; icon: string; color?: string };
  const next = agent.nextRun && agent.status === 'active' ? `next ${when(agent.nextRun)}` : '';
  const skills = agent.skills.length === 0 ? '' : `Skills: ${agent.skills.join(', ')}`;
  return {
    label: agent.name,
    description: [word, next].filter(Boolean).join(' · '),
    tooltip: [agent.description || agent.name, skills].filter(Boolean).join('\n\n'),
    icon,
    color,
    context: `agent.${agent.status}`,
  };
}

export function drawExecution(execution: Execution, when: (iso: string) => string): Drawn {
  const { word, icon, color } = known(executionWords, execution.status) as { word: string; icon: string; color?: string };
  const began = execution.startedAt ? when(execution.startedAt) : '';
  return {
    label: execution.mode === 'dryRun' ? 'Dry run' : 'Run',
    description: [word, began].filter(Boolean).join(' · '),
    tooltip: execution.error || execution.summary || word,
    icon,
    color,
    context: unfinished(execution.status) ? 'execution.unfinished' : 'execution.finished',
  };
}

const inboxWords: Record<InboxKind, { word: string; icon: string; color?: string }> = {
  failed: { word: 'A run failed', icon: 'error', color: 'testing.iconFailed' },
  paused: { word: 'A run is paused', icon: 'debug-pause', color: 'charts.yellow' },
  waiting: { word: 'A run waits for you', icon: 'bell', color: 'charts.yellow' },
  notStarted: { word: 'A run could not start', icon: 'error', color: 'testing.iconFailed' },
  stopped: { word: 'No longer runs by itself', icon: 'circle-slash', color: 'charts.yellow' },
};

export function drawNotice(item: InboxItem, when: (iso: string) => string): Drawn {
  const { word, icon, color } = known(inboxWords, item.kind) as { word: string; icon: string; color?: string };
  return { label: word, description: item.at ? when(item.at) : '', tooltip: item.text, icon, color, context: 'notice' };
}

export function unfinished(status: ExecutionStatus): boolean {
  return status === 'queued' || status === 'running' || status === 'waiting';
}

/** One line of a run's output, or nothing. */
export function outputLine(event: ExecutionEvent): string | undefined {
  const text = event.text?.trimEnd() ?? '';
  switch (event.kind) {
    case 'started':
      return text || 'Started.';
    case 'stepStarted':
      return `▶ ${event.skill ?? 'step'}${text ? `: ${text}` : ''}`;
    case 'stepFinished':
      return `${event.status === 'failed' ? '✗' : '✓'} ${event.skill ?? 'step'}${text ? `: ${text}` : ''}`;
    case 'output':
      return text ? indent(shortened(text)) : undefined;
    case 'waiting':
      return `⏸ ${text || 'Waits for a person.'}`;
    case 'finished':
      return text ? `${event.status ?? 'finished'}: ${text}` : `${event.status ?? 'finished'}.`;
    default:
      return text || undefined;
  }
}

/** Results of tools may be whole tables; the platform keeps them in full. */
const mostCharacters = 600;

function shortened(text: string): string {
  const more = text.length - mostCharacters;
  return more <= 0 ? text : `${text.slice(0, mostCharacters)} … ${more} more characters`;
}

const indent = (text: string): string => text.replace(/^/gm, '    ');

/** "at 08:00", "tomorrow 08:00", "Mon, 3 Aug 08:00" in the person's own zone. */
export function whenIs(iso: string, now: Date): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) {
    return iso;
  }

  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days >= -1 && days <= 1) {
    return `${['yesterday ', '', 'tomorrow '][days + 1]}${time}`;
  }

  return `${at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })} ${time}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
