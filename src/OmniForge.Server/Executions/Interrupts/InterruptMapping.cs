using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running.Waits;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>Questions of the runner as interrupts of the contract, and their answers back.</summary>
internal static class InterruptMapping
{
    public static Interrupt ToProto(this OmniForge.Agents.Running.Waits.Question question, string executionId, string stepPath, DateTimeOffset openedAt)
    {
        var interrupt = new Interrupt
        {
            Id = question.Id,
            ExecutionId = executionId,
            StepPath = stepPath,
            Kind = question.Kind switch
            {
                QuestionKind.Approval => InterruptKind.Approval,
                QuestionKind.Input => InterruptKind.Input,
                QuestionKind.Auth => InterruptKind.Auth,
                _ => InterruptKind.InDoubt,
            },
            Status = InterruptStatus.Open,
            Title = question.Title,
            Prompt = question.Prompt,
            Tool = question.Tool,
            Integration = question.Integration,
            ConnectionId = question.ConnectionId,
            Effect = RunMapping.EffectOf(question.Class),
            OpenedAt = Timestamp.FromDateTimeOffset(openedAt),
            ExpiresAt = Timestamp.FromDateTimeOffset(question.ExpiresAt),
            OnExpiry = question.OnExpiry switch
            {
                QuestionExpiry.Deny => ExpiryAction.Deny,
                QuestionExpiry.UseDefault => ExpiryAction.UseDefault,
                _ => ExpiryAction.Fail,
            },
        };
        interrupt.Choices.AddRange(question.Choices);
        interrupt.Assignees.AddRange(question.Assignees);
        interrupt.ResponseSchema = Struct(question.ResponseSchema);
        interrupt.Arguments = Struct(question.Arguments);
        interrupt.DefaultResponse = Struct(question.DefaultResponse);
        return interrupt;
    }

    public static QuestionKind ToRun(this InterruptKind kind) => kind switch
    {
        InterruptKind.Approval => QuestionKind.Approval,
        InterruptKind.Input => QuestionKind.Input,
        InterruptKind.Auth => QuestionKind.Auth,
        _ => QuestionKind.InDoubt,
    };

    public static QuestionAnswer ToAnswer(this InterruptResolved resolved) => new(resolved.Decision.ToRun())
    {
        Response = resolved.Response is { } response ? Element(response) : null,
    };

    /// <summary>What it counts as that nobody answered.</summary>
    public static QuestionAnswer ToExpired(this Interrupt interrupt) => interrupt.OnExpiry switch
    {
        ExpiryAction.UseDefault => new(QuestionDecision.Submit) { Expired = true, Response = Element(interrupt.DefaultResponse ?? new()) },
        ExpiryAction.Deny => new(QuestionDecision.Deny),
        _ => new(QuestionDecision.Deny) { Expired = true },
    };

    private static QuestionDecision ToRun(this Decision decision) => decision switch
    {
        Decision.Approve => QuestionDecision.Approve,
        Decision.Submit => QuestionDecision.Submit,
        Decision.Retry => QuestionDecision.Retry,
        Decision.Skip => QuestionDecision.Skip,
        _ => QuestionDecision.Deny,
    };

    private static JsonElement Element(Struct value) => JsonElement.Parse(value.ToJson().ToJsonString());

    private static Struct? Struct(JsonElement? element)
        => element is { ValueKind: JsonValueKind.Object } value ? Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson(value.GetRawText()) : null;
}
