using System.Text.Json;
using OmniForge.Agents.Running.Waits;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>Which answers an interrupt takes, and from whom. Pure.</summary>
internal static class InterruptRules
{
    private const int LongestComment = 2_000;

    public static void Check(Interrupt interrupt, string callerId, ResolveInterruptRequest request)
    {
        if (interrupt.Assignees.Count > 0 && !interrupt.Assignees.Contains(callerId))
        {
            throw DomainException.Status("NOT_ASSIGNEE", "This question is meant for somebody else. Ask one of the assignees to answer it.")
                .With("id", interrupt.Id).With("assignees", string.Join(", ", interrupt.Assignees));
        }

        if (request.Comment.Length > LongestComment)
        {
            throw DomainException.Field("comment", $"must be at most {LongestComment} characters");
        }

        var allowed = Allowed(interrupt.Kind);
        if (!allowed.Contains(request.Decision))
        {
            throw Wrong("decision", $"This question is answered with {string.Join(" or ", allowed.Select(decision => decision.ToString().ToUpperInvariant()))}.");
        }

        CheckResponse(interrupt, request);
    }

    /// <summary>True when this is the answer that was given before.</summary>
    public static bool Same(Interrupt interrupt, ResolveInterruptRequest request)
        => interrupt.Status == InterruptStatus.Resolved && interrupt.Decision == request.Decision
            && (interrupt.Response ?? new()).Equals(request.Response ?? new());

    public static IReadOnlyList<Decision> Allowed(InterruptKind kind) => kind switch
    {
        InterruptKind.Approval => [Decision.Approve, Decision.Deny],
        InterruptKind.Input => [Decision.Submit, Decision.Deny],
        InterruptKind.InDoubt or InterruptKind.Auth => [Decision.Retry, Decision.Skip, Decision.Deny],
        _ => [Decision.Deny],
    };

    private static void CheckResponse(Interrupt interrupt, ResolveInterruptRequest request)
    {
        if (request.Decision != Decision.Submit)
        {
            if (request.Response is { Fields.Count: > 0 })
            {
                throw Wrong("response", "An answer in words goes with SUBMIT only; put remarks into the comment.");
            }

            return;
        }

        if (interrupt.ResponseSchema is not { } schema)
        {
            return;
        }

        var answer = JsonElement.Parse(request.Response.ToJson().ToJsonString());
        if (AnswerSchema.Check(JsonElement.Parse(schema.ToJson().ToJsonString()), answer) is var (field, problem))
        {
            throw Wrong(field.Length == 0 ? "response" : $"response.{field}", problem);
        }
    }

    private static DomainException Wrong(string field, string problem) => DomainException.Invalid("RESPONSE_INVALID", field, problem);
}
