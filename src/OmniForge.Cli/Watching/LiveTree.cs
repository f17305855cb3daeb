using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OmniForge.Cli.Watching;

/// <summary>Draws the tree in place on a terminal, again with each event and each moment.</summary>
internal static class LiveTree
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    public static async Task ShowAsync(CliContext context, ExecutionTree tree, IAsyncEnumerable<ExecutionEvent> events)
    {
        var live = context.Terminal.Ansi.Live(Draw(tree.Draw())).Overflow(VerticalOverflow.Ellipsis);
        await live.StartAsync(async screen =>
        {
            using var ticking = new CancellationTokenSource();
            var clock = TickAsync(screen, tree, context.Time, ticking.Token);
            try
            {
                await foreach (var happened in events)
                {
                    lock (tree)
                    {
                        tree.Take(happened);
                    }
                }
            }
            finally
            {
                await ticking.CancelAsync();
                await clock;
                Update(screen, tree);
            }
        });
    }

    /// <summary>The tree as Spectre draws it: no colour comes from what others wrote.</summary>
    public static IRenderable Draw(TreeLine root)
    {
        var drawn = new Tree(TextOf(root)) { Style = new Style(Color.Grey) };
        foreach (var line in root.Below)
        {
            Add(drawn, line);
        }

        return drawn;
    }

    private static void Add(IHasTreeNodes parent, TreeLine line)
    {
        var node = parent.AddNode(TextOf(line));
        foreach (var below in line.Below)
        {
            Add(node, below);
        }
    }

    private static Text TextOf(TreeLine line)
    {
        var (sign, color) = line.Mark switch
        {
            Mark.Running => ("▸ ", Color.Blue),
            Mark.Waiting => ("◦ ", Color.Yellow),
            Mark.Done => ("✓ ", Color.Green),
            Mark.Failed => ("✗ ", Color.Red),
            Mark.LeftOut => ("– ", Color.Grey),
            _ => ("", Color.Grey),
        };
        return new Text(sign + Terminal.Clean(line.Text).ReplaceLineEndings(" "), new Style(color));
    }

    private static async Task TickAsync(LiveDisplayContext screen, ExecutionTree tree, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Moment, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Update(screen, tree);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The execution has ended, or the watcher leaves.
        }
    }

    private static void Update(LiveDisplayContext screen, ExecutionTree tree)
    {
        lock (tree)
        {
            screen.UpdateTarget(Draw(tree.Draw()));
        }
    }
}
