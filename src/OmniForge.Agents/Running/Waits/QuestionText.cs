using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Questions in words that need no knowledge of the skill.</summary>
internal static class QuestionText
{
    public static Question Of(ITool tool, JsonElement arguments, QuestionKind kind, WaitOptions options, DateTimeOffset now)
    {
        var question = kind switch
        {
            QuestionKind.Input => ((IAskingTool)tool).Ask(arguments),
            QuestionKind.InDoubt => InDoubt(tool, arguments),
            _ => Approval(tool, arguments),
        };
        return question with
        {
            Tool = tool.Descriptor.Name,
            Class = tool.Descriptor.Class,
            Arguments = arguments,
            Assignees = question.Assignees.Count > 0 ? question.Assignees : options.Assignees,
            ExpiresAt = now + (question.ExpiresIn ?? options.Expiry),
        };
    }

    private static Question Approval(ITool tool, JsonElement arguments) => new()
    {
        Id = "",
        Kind = QuestionKind.Approval,
        Title = $"Allow: {tool.Descriptor.Title}",
        Prompt = $"The agent asks to go on: it {tool.Predict(arguments)}. Allow this one call?",
        Choices = ["APPROVE", "DENY"],
    };

    private static Question InDoubt(ITool tool, JsonElement arguments) => new()
    {
        Id = "",
        Kind = QuestionKind.InDoubt,
        Title = $"Check: {tool.Descriptor.Title}",
        Prompt = $"The run was about to change something and did not learn whether it was done: it {tool.Predict(arguments)}. This may have happened already. "
            + "Check, then choose: do it again, go on because it happened, or stop.",
        Choices = ["RETRY", "SKIP", "DENY"],
    };
}
