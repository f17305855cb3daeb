using Google.Protobuf.WellKnownTypes;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>What an execution does while it runs, in the words of a person. Its steps and its end are for the reader to name.</summary>
public static class ExecutionWords
{
    /// <summary>One plain line in English without a full stop, or null for what a person need not see.</summary>
    /// <param name="happened">An event of the execution.</param>
    /// <param name="mode">Of the execution, as <c>ExecutionAccepted</c> said it; unspecified = not known.</param>
    public static string? Of(ExecutionEvent happened, ExecutionMode mode) => happened.HappenedCase switch
    {
        // In a dry run the prediction says it, and says that it does not happen.
        ExecutionEvent.HappenedOneofCase.ToolRequested when mode == ExecutionMode.DryRun && happened.ToolRequested.Tool is "Write" or "Edit" => null,
        ExecutionEvent.HappenedOneofCase.ToolRequested => Doing(happened.ToolRequested.Tool, happened.ToolRequested.Arguments),
        ExecutionEvent.HappenedOneofCase.EffectPredicted => Sentence(happened.EffectPredicted.Summary),
        ExecutionEvent.HappenedOneofCase.ToolFinished when happened.ToolFinished.Failure is { } failure => $"that did not work: {failure.Message}",
        ExecutionEvent.HappenedOneofCase.ToolDenied => "that is not allowed for this agent, so it was left out",
        ExecutionEvent.HappenedOneofCase.StepRetryScheduled => "that did not work; trying again in a moment",
        ExecutionEvent.HappenedOneofCase.ToolPostponed => $"{happened.ToolPostponed.WaitsFor} asks for patience; trying again by itself",
        ExecutionEvent.HappenedOneofCase.InterruptOpened when happened.InterruptOpened.Interrupt.Kind == InterruptKind.Auth
            => happened.InterruptOpened.Interrupt.Prompt.TrimEnd('.'),
        ExecutionEvent.HappenedOneofCase.StepSkipped => "one step was left out",
        _ => null,
    };

    private static string Doing(string tool, Struct? arguments) => tool switch
    {
        "Read" => $"reading {Text(arguments, "file_path") ?? "a file"}",
        "Write" => $"writing {Text(arguments, "file_path") ?? "a file"}",
        "Edit" => $"changing {Text(arguments, "file_path") ?? "a file"}",
        "Glob" or "Grep" => "looking through the files",
        "WebFetch" => $"opening {Host(Text(arguments, "url"))}",
        "table_query" => $"going through {Source(arguments)}",
        _ => Provider(tool) is { } provider ? $"working in {provider}" : "using one of its tools",
    };

    private static string? Provider(string tool) => tool.Split('_')[0] switch
    {
        "notion" => "Notion",
        "slack" => "Slack",
        "linear" => "Linear",
        "github" => "GitHub",
        _ => null,
    };

    private static string Source(Struct? arguments)
        => arguments?.Fields.TryGetValue("source", out var source) == true && Text(source.StructValue, "file") is { } file ? file : "the rows";

    private static string? Text(Struct? arguments, string name)
        => arguments?.Fields.TryGetValue(name, out var value) == true && value.HasStringValue && value.StringValue.Length > 0 ? value.StringValue : null;

    private static string Host(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "a web page";

    private static string? Sentence(string summary) => summary.Length > 0 ? summary : null;
}
