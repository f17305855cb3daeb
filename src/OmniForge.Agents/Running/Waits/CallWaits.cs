using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Writes down why a call of one step waits, and gives what lets the step leave.</summary>
internal sealed class CallWaits(RunContext run, string path)
{
    /// <summary>A person is asked before the call goes on.</summary>
    public async ValueTask<StepLeftException> AskAsync(PendingCall call, JsonElement arguments, QuestionKind kind)
    {
        var question = QuestionText.Of(call.Tool, arguments, kind, run.Waits.Options!, run.Time.GetUtcNow());
        return await OpenAsync(call, question, WaitCause.Input, "");
    }

    /// <summary>The result when it is the end of the call; throws when the call has to be made again later.</summary>
    public async ValueTask<ToolResult> SettledAsync(PendingCall call, JsonElement arguments, ToolResult result)
    {
        switch (CallHold.Of(call.Tool, result, call.Earlier, run.Request.Mode, run.Waits.Options is not null))
        {
            case CallHold.SignIn hold:
                var question = QuestionText.SignIn(call.Tool, arguments, hold.Account, hold.Why, run.Waits.Options!, run.Time.GetUtcNow());
                throw await OpenAsync(call, question, WaitCause.Auth, hold.Account.Provider);
            case CallHold.Later hold:
                throw await PutOffAsync(call, hold.Until);
            default:
                return result;
        }
    }

    /// <summary>Written down each time it is left for: whoever goes on must know that nobody made the call since.</summary>
    public async ValueTask<StepLeftException> PutOffAsync(PendingCall call, Postponement later)
    {
        await AppendAsync(new ToolPostponed(call.Id, call.Tool.Descriptor.Name, later.For, later.Until, later.Times));
        return run.Waits.Leave(new RunWait(WaitCause.Retry, later.Until) { For = later.For });
    }

    private async ValueTask<StepLeftException> OpenAsync(PendingCall call, Question question, WaitCause cause, string waitsFor)
    {
        var before = call.Earlier?.Questions.Count(open => open.Kind == question.Kind) ?? 0;
        var opened = question with { Id = QuestionIds.Of(call.Id, question.Kind, before) };
        await AppendAsync(new QuestionOpened(opened));
        return run.Waits.Leave(new RunWait(cause, opened.ExpiresAt) { For = waitsFor });
    }

    private ValueTask AppendAsync(RunEvent happened) => run.Journal.AppendAsync(happened with { StepPath = path });
}
