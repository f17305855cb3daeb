using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Questions in words that need no knowledge of the skill.</summary>
internal static class QuestionText
{
    public static Question Of(ITool tool, JsonElement arguments, QuestionKind kind, WaitOptions options, DateTimeOffset now) => About(tool, arguments, kind switch
    {
        QuestionKind.Input => ((IAskingTool)tool).Ask(arguments),
        QuestionKind.InDoubt => InDoubt(tool, arguments),
        _ => Approval(tool, arguments),
    }, options, now);

    /// <param name="why">What the account said.</param>
    public static Question SignIn(ITool tool, JsonElement arguments, AccountNeed account, string why, WaitOptions options, DateTimeOffset now)
    {
        var command = $"omniforge connections add {account.Integration}";
        var how = why.Contains(command, StringComparison.Ordinal) ? "" : $" Sign in with: {command}";
        var question = new Question
        {
            Id = "",
            Kind = QuestionKind.Auth,
            Title = account.ConnectionId.Length > 0 ? $"Sign in to {account.Provider} again to go on" : $"Connect {account.Provider} to go on",
            Prompt = $"{why}{how} (the run goes on by itself then).",
            Choices = ["RETRY", "SKIP", "DENY"],
            Integration = account.Integration,
            ConnectionId = account.ConnectionId,
        };

        // Who may approve a call says nothing about who may sign in.
        return About(tool, arguments, question, options with { Assignees = [] }, now);
    }

    private static Question About(ITool tool, JsonElement arguments, Question question, WaitOptions options, DateTimeOffset now) => question with
    {
        Tool = tool.Descriptor.Name,
        Class = tool.Descriptor.Class,
        Arguments = arguments,
        Assignees = question.Assignees.Count > 0 ? question.Assignees : options.Assignees,
        ExpiresAt = now + (question.ExpiresIn ?? options.Expiry),
    };

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
