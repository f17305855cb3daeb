using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Substitution;

namespace OmniForge.Agents.Running;

/// <summary>
/// The commands that stand in a skill's text, run before a model reads it. They only look: what they write is thrown away, so one that
/// was in flight at a crash is simply run again. What they said is recorded, so that a resumed step reads the same text.
/// </summary>
internal sealed class EmbeddedCommands(RunContext run, string path, RunBudget budget, StepTally tally)
{
    private const int Most = 8;
    private const int MostBytes = 40_000;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, ToolResult> _known = new(StringComparer.Ordinal);
    private readonly RecordedCalls _recorded = new(run.Request.Recording, path);

    /// <summary>Whether a call was made for a command in a text and not for a model.</summary>
    public static bool Made(string callId) => callId.AsSpan(callId.LastIndexOf(':') + 1).StartsWith("e", StringComparison.Ordinal);

    /// <summary>What takes the place of each command of a body, in order; none = commands are switched off.</summary>
    /// <param name="body">The stored text; nothing that was inserted can be a command.</param>
    /// <param name="frames">Active skills; the last one is the text's own, whose list must name the command.</param>
    public async Task<IReadOnlyList<string>> RunAsync(string body, IReadOnlyList<SkillFrame> frames, CancellationToken cancellationToken)
    {
        if (run.Tools.GetValueOrDefault(BashTool.Name) is not BashTool bash)
        {
            return [];
        }

        var texts = new List<string>();
        var left = Together;
        foreach (var command in SkillText.Commands(body))
        {
            if (texts.Count == Most || left <= TimeSpan.Zero)
            {
                texts.Add(EmbeddedText.NotRun(left <= TimeSpan.Zero
                    ? $"the commands of this text took longer than {Together.TotalSeconds:0} seconds together" : $"a text runs at most {Most} commands"));
                continue;
            }

            var started = run.Time.GetTimestamp();
            texts.Add(await TextAsync(bash, command, frames, left < Each ? left : Each, cancellationToken));
            left -= run.Time.GetElapsedTime(started);
        }

        return texts;
    }

    private async Task<string> TextAsync(
        BashTool bash, string command, IReadOnlyList<SkillFrame> frames, TimeSpan wallTime, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["command"] = command };
        var id = $"{path}:e{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command)))[..12]}";
        if (Refusal(command, frames) is { } rule)
        {
            await AppendAsync(new ToolDenied(id, BashTool.Name, rule) { Arguments = arguments });
            return EmbeddedText.NotRun(rule);
        }

        switch (run.Request.Mode)
        {
            case RunMode.DryRun:
                var summary = bash.Predict(RunJson.Element(arguments));
                await AppendAsync(new EffectPredicted(BashTool.Name, ToolClass.Execute, command, summary, arguments));
                return EmbeddedText.NotRun($"this is a dry run; a real one runs: {command}");
            case RunMode.Replay:
                return _recorded.Take(BashTool.Name, arguments) is { } recorded ? EmbeddedText.Of(command, recorded) : EmbeddedText.NotRun("it is not recorded");
            default:
                return EmbeddedText.Of(command, await ResultAsync(bash, id, arguments, frames, wallTime, cancellationToken));
        }
    }

    private string? Refusal(string command, IReadOnlyList<SkillFrame> frames)
    {
        if (frames is not [.., { Allowed: not null }])
        {
            return "the skill's own list of tools must name the command";
        }

        var verdict = Permission.Admits(run.Grant, frames, new ToolUse(BashTool.Name, command));
        return verdict.Allowed ? null : verdict.Rule;
    }

    private async Task<ToolResult> ResultAsync(
        BashTool bash, string id, JsonObject arguments, IReadOnlyList<SkillFrame> frames, TimeSpan wallTime, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        if (run.Request.FinishedCalls.TryGetValue(id, out var finished))
        {
            return _known[id] = ToolDispatcher.ResultOf(finished);
        }

        budget.BeforeToolCall(ToolEffectKind.ReadsOnly);
        tally.Add(new RunUsage { ToolCalls = 1 });
        await AppendAsync(new ToolRequested(id, BashTool.Name, ToolClass.Read, arguments));
        var started = run.Time.GetTimestamp();
        var words = CommandWords.Read(arguments["command"]!.GetValue<string>(), frames[^1].Place, out _)!;
        var wish = new CommandWish(words) { WallTime = wallTime, OutputCap = MostBytes, Files = CommandFiles.Discarded };
        var result = await EndAsync(bash.Host, wish, cancellationToken);
        var value = result.Value is { } said ? RunJson.Node(said) : null;
        var duration = run.Time.GetElapsedTime(started);
        await AppendAsync(new ToolFinished(id, BashTool.Name, value, result.Error, false, duration, result.Truncated) { Arguments = arguments });
        return _known[id] = result;
    }

    private async Task<ToolResult> EndAsync(ICommandHost host, CommandWish wish, CancellationToken cancellationToken)
    {
        try
        {
            var end = await host.RunAsync(wish, run.Workspace, cancellationToken);
            return end.Stop == CommandStop.None
                ? BashTool.Result(end)
                : ToolResult.Fail(ToolErrorCode.Timeout, $"{CommandText.Stopped(end.Stop, wish.WallTime)}, and was stopped");
        }
        catch (CommandRefusedException refused)
        {
            return ToolResult.Fail(refused.Code, refused.Message);
        }
    }

    private ValueTask AppendAsync(RunEvent happened) => run.Journal.AppendAsync(happened with { StepPath = path });
}
