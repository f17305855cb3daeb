namespace OmniForge.Evaluation;

/// <summary>How one line ended. <paramref name="Got"/> is what was understood, in few words.</summary>
internal sealed record Verdict(bool Passed, string Got)
{
    /// <summary>A yes was read where none was given.</summary>
    public bool WrongYes { get; init; }

    /// <summary>A time was taken, without a question, that was not the one said.</summary>
    public bool WrongTime { get; init; }
}
