namespace OmniForge.Agents.Running.Waits;

/// <summary>
/// Ids of questions: that of the call they are about, then the number of the doubt or of the sign-in. They are one segment of an address,
/// so the path of a called skill is written with dashes: the question of call `1/2:1` is `1-2:1`, its first doubt `1-2:1.doubt1`.
/// </summary>
public static class QuestionIds
{
    /// <summary>The id of the next question of a call.</summary>
    /// <param name="before">How often the same was asked about it.</param>
    public static string Of(string callId, QuestionKind kind, int before) => kind switch
    {
        QuestionKind.InDoubt => FormattableString.Invariant($"{Segment(callId)}.doubt{before + 1}"),
        QuestionKind.Auth => FormattableString.Invariant($"{Segment(callId)}.signin{before + 1}"),
        _ => Segment(callId),
    };

    /// <summary>The call that a question is about.</summary>
    public static string CallOf(string questionId) => questionId.Split('.', 2)[0].Replace('-', '/');

    private static string Segment(string callId) => callId.Replace('/', '-');
}
