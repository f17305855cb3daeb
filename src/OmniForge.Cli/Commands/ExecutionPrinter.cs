using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;
using Spectre.Console;

namespace OmniForge.Cli.Commands;

/// <summary>Shows events of one execution as they come: lines, and on a terminal a moving line below them.</summary>
internal static class ExecutionPrinter
{
    /// <summary>Prints until the end; null when the stream ended without one.</summary>
    public static async Task<ExecutionFinished?> PrintAsync(CliContext context, IAsyncEnumerable<ExecutionEvent> events, PrintAs form)
    {
        var terminal = context.Terminal;
        var progress = new ExecutionProgress(context.Time);
        if (form == PrintAs.Json)
        {
            await foreach (var happened in events)
            {
                Json.WriteLine(terminal, happened);
                progress.Take(happened);
            }

            return progress.End;
        }

        if (terminal.Kind.Rich)
        {
            await terminal.Ansi.Status().StartAsync(Markup.Escape(progress.Summary), async status =>
            {
                using var ticking = new CancellationTokenSource();
                var clock = TickAsync(status, progress, context.Time, ticking.Token);
                await FollowAsync(terminal, events, progress);
                await ticking.CancelAsync();
                await clock;
            });
        }
        else
        {
            await FollowAsync(terminal, events, progress);
        }

        terminal.Line(progress.Summary);
        if (progress.End is { } end)
        {
            PrintEnd(terminal, end);
        }

        return progress.End;
    }

    private static async Task FollowAsync(Terminal terminal, IAsyncEnumerable<ExecutionEvent> events, ExecutionProgress progress)
    {
        await foreach (var happened in events)
        {
            if (progress.Take(happened) is { } line)
            {
                // Through Spectre, which keeps its moving line below what is printed.
                terminal.Ansi.WriteLine(Terminal.Clean(line));
            }
        }
    }

    private static async Task TickAsync(StatusContext status, ExecutionProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                status.Status(Markup.Escape(Terminal.Clean(progress.Summary)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The execution has ended; so does its clock.
        }
    }

    private static void PrintEnd(Terminal terminal, ExecutionFinished end)
    {
        if (end.Failure is { Message.Length: > 0 } failure)
        {
            terminal.Line(failure.Message);
        }

        if (end.Partial)
        {
            terminal.Line("A step was left out because it failed.");
        }

        if (end.Result is not { } result)
        {
            return;
        }

        foreach (var (name, value) in result.Fields)
        {
            var text = value.KindCase == Google.Protobuf.WellKnownTypes.Value.KindOneofCase.StringValue ? value.StringValue : value.ToString();
            terminal.Line(text.Contains('\n', StringComparison.Ordinal) ? $"{name}:\n{text}" : $"{name}: {text}");
        }
    }
}

internal enum PrintAs
{
    Text,
    Json,
}
