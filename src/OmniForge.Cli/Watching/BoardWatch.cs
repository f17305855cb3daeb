using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;
using Spectre.Console;

namespace OmniForge.Cli.Watching;

/// <summary>All executions, live: a table on a terminal, elsewhere one line for each change.</summary>
internal static class BoardWatch
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the watcher leaves.</summary>
    public static async Task<int> RunAsync(Call call, WatchExecutionsRequest filter, PrintAs form)
    {
        try
        {
            if (form == PrintAs.Text && call.Terminal.Kind.Rich)
            {
                await DrawAsync(call, filter);
            }
            else
            {
                await PrintAsync(call, filter, form);
            }
        }
        catch (Exception left) when (call.Cancelled.IsCancellationRequested && left is OperationCanceledException or OmniForgeException)
        {
            call.Terminal.Problem("They go on without you.");
        }

        return ExitCodes.Done;
    }

    private static async Task PrintAsync(Call call, WatchExecutionsRequest filter, PrintAs form)
    {
        var names = new AgentTitles(call.Client);
        await foreach (var (execution, _) in call.Client.Executions.WatchAllAsync(filter, call.Cancelled))
        {
            if (form == PrintAs.Json)
            {
                Json.WriteLine(call.Terminal, execution);
                continue;
            }

            var name = await names.OfAsync(execution.AgentId, call.Cancelled);
            var error = execution.Error.Length > 0 ? $": {execution.Error}" : "";
            call.Terminal.Line($"{execution.Id}  {name}  {Words.Of(execution.Status)}{error}".ReplaceLineEndings(" "));
        }
    }

    private static async Task DrawAsync(Call call, WatchExecutionsRequest filter)
    {
        var names = new AgentTitles(call.Client);
        var board = new ExecutionBoard(call.Context.Time);
        var live = call.Terminal.Ansi.Live(Draw(call.Terminal, board)).Overflow(VerticalOverflow.Ellipsis);
        await live.StartAsync(async screen =>
        {
            using var ticking = CancellationTokenSource.CreateLinkedTokenSource(call.Cancelled);
            var clock = TickAsync(screen, call, board, ticking.Token);
            try
            {
                await foreach (var (execution, _) in call.Client.Executions.WatchAllAsync(filter, call.Cancelled))
                {
                    var name = await names.OfAsync(execution.AgentId, call.Cancelled);
                    lock (board)
                    {
                        board.Take(execution, name);
                    }

                    Update(screen, call, board);
                }
            }
            finally
            {
                await ticking.CancelAsync();
                await clock;
            }
        });
    }

    /// <summary>As many rows as the terminal has room for: no colour comes from what others wrote.</summary>
    private static Table Draw(Terminal terminal, ExecutionBoard board)
    {
        var table = new Table().Border(TableBorder.Rounded).Caption(Markup.Escape(board.Summary));
        foreach (var header in ExecutionBoard.Headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(header)).NoWrap());
        }

        foreach (var row in board.Rows(Math.Max(3, terminal.Ansi.Profile.Height - 6)))
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(Terminal.Clean(cell).ReplaceLineEndings(" ")))]);
        }

        return table;
    }

    private static async Task TickAsync(LiveDisplayContext screen, Call call, ExecutionBoard board, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Moment, call.Context.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Update(screen, call, board);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The watcher leaves.
        }
    }

    private static void Update(LiveDisplayContext screen, Call call, ExecutionBoard board)
    {
        lock (board)
        {
            screen.UpdateTarget(Draw(call.Terminal, board));
        }
    }

    /// <summary>Names of agents, each asked for once.</summary>
    private sealed class AgentTitles(OmniForgeClient client)
    {
        private readonly Dictionary<string, string> _known = [];

        public async Task<string> OfAsync(string agentId, CancellationToken cancellationToken)
        {
            if (!_known.TryGetValue(agentId, out var name))
            {
                try
                {
                    name = (await client.Agents.GetAsync(agentId, cancellationToken)).Name;
                }
                catch (OmniForgeException refusal) when (refusal.Reason is "RESOURCE_NOT_FOUND" or "PERMISSION_MISSING")
                {
                    name = agentId;
                }

                _known[agentId] = name;
            }

            return name;
        }
    }
}
