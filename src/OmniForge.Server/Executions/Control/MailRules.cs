using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>What stored answers and results mean for an execution that goes on. Pure.</summary>
internal static class MailRules
{
    public static Delivery Deliver(PastRun past, Mail mail, DateTimeOffset now)
    {
        var events = new List<ExecutionEvent>();
        var expired = new List<string>();
        var answers = new Dictionary<string, QuestionAnswer>();
        foreach (var (path, question) in Open(past))
        {
            if (mail.Answered.FirstOrDefault(interrupt => interrupt.Id == question.Id) is { } answered)
            {
                var resolved = new InterruptResolved
                {
                    InterruptId = question.Id,
                    Decision = answered.Decision,
                    Response = answered.Response,
                    Comment = answered.Comment,
                };
                events.Add(new() { StepPath = path, Actor = answered.ResolvedBy, InterruptResolved = resolved });
                answers[question.Id] = resolved.ToAnswer() with { Fresh = true };
            }
            else if (question.ExpiresAt <= now && past.Interrupts.TryGetValue(question.Id, out var interrupt))
            {
                events.Add(new() { StepPath = path, InterruptExpired = new() { InterruptId = question.Id, Action = interrupt.OnExpiry } });
                expired.Add(question.Id);
                answers[question.Id] = interrupt.ToExpired() with { Fresh = true };
            }
        }

        var results = mail.Signals.Where(signal => signal.Kind == SignalKind.ToolResult).ToDictionary(signal => signal.Id);
        var went = 0;
        var next = past.WithCalls(call =>
        {
            var known = results.TryGetValue(call.Id, out var result) ? ResultOf(SubmitToolResultRequest.Parser.ParseFrom(result.Payload)) : null;
            went += known is null ? 0 : 1;
            return call with
            {
                Submitted = known,
                Questions = [.. call.Questions.Select(open => answers.TryGetValue(open.Id, out var answer) ? open with { Answer = answer } : open)],
            };
        });
        return new(next, events, expired, answers.Count + went > 0);
    }

    private static IEnumerable<(string Path, OpenQuestion Question)> Open(PastRun past)
        => past.OpenSteps.SelectMany(step => step.Value.Calls
            .SelectMany(call => call.Questions).Where(question => question.Answer is null).Select(question => (step.Key, question)));

    private static ToolResult ResultOf(SubmitToolResultRequest submitted) => submitted.Failure is { } failure
        ? ToolResult.Fail(
            Enum.TryParse<ToolErrorCode>(failure.Reason.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var code) ? code : ToolErrorCode.Unavailable,
            failure.Message.Length > 0 ? failure.Message : "The client could not do it.")
        : ToolResult.Of(System.Text.Json.JsonElement.Parse(submitted.Output.ToJson().ToJsonString()), untrusted: true);
}

/// <summary>What was delivered.</summary>
/// <param name="Past">With answers and results in their places.</param>
/// <param name="Events">What watchers are told about them.</param>
/// <param name="Expired">Interrupts that nobody answered in time.</param>
/// <param name="News">True when the execution can do something that it could not before.</param>
internal sealed record Delivery(PastRun Past, IReadOnlyList<ExecutionEvent> Events, IReadOnlyList<string> Expired, bool News);
