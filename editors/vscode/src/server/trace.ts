import { EventEmitter, LogLevel, type LogOutputChannel } from 'vscode';

/**
 * The trace channel of the language client. The client asks a channel for its log level; here the setting
 * omniforge.trace.server decides, so that nobody has to set a log level as well.
 */
export function traceChannel(channel: LogOutputChannel, setting: () => string): LogOutputChannel & { settingChanged(): void } {
  const changed = new EventEmitter<LogLevel>();
  const level = (): LogLevel => (setting() === 'off' ? LogLevel.Info : LogLevel.Trace);
  return new Proxy(channel, {
    get(target, name) {
      switch (name) {
        case 'logLevel':
          return level();
        case 'onDidChangeLogLevel':
          return changed.event;
        case 'trace':
          return (message: string) => target.info(message);
        case 'settingChanged':
          return () => changed.fire(level());
        default: {
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        }
      }
    },
  }) as LogOutputChannel & { settingChanged(): void };
}
