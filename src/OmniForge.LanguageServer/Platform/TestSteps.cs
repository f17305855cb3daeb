using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>
/// The executions that a conversation starts, as lines below it: each step, and what is done in it. What the agent itself says is left
/// out, because the builder's reply brings it.
/// </summary>
internal sealed class TestSteps
{
    private ExecutionMode _mode;

    /// <summary>Null = nothing that a person need see.</summary>
    public BuilderStep? Of(ExecutionEvent happened)
    {
        _mode = happened.ExecutionAccepted?.Mode ?? _mode;
        var line = happened.HappenedCase is ExecutionEvent.HappenedOneofCase.StepStarted or ExecutionEvent.HappenedOneofCase.StepFinished
            or ExecutionEvent.HappenedOneofCase.StatusChanged;
        return line
            ? PlatformWords.Of(happened, "", _mode) is { } notice ? new(notice.Skill ?? "", notice.Status ?? notice.Kind, notice.Text) : null
            : ExecutionWords.Of(happened, _mode) is { } words ? new("", "output", words) : null;
    }
}
