using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OmniForge.Server.Hosting;

/// <summary>One line of log for each entry, without what looks like a secret: in the message, in the exception, anywhere.</summary>
internal sealed class MaskedConsole(TimeProvider clock) : ConsoleFormatter(Name)
{
    public new const string Name = "masked";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception?.ToString();
        if (exception is null && message.Length == 0)
        {
            return;
        }

        var text = SecretShapes.Masked(exception is null ? message : $"{message}\n{exception}").ReplaceLineEndings(" ");
        textWriter.WriteLine($"{clock.GetLocalNow():HH:mm:ss.fff} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {text}");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
