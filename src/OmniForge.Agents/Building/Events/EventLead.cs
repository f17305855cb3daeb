using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Events;

/// <summary>Words with which people begin to say what should start something: "whenever", "each time", "for every new".</summary>
/// <param name="First">Where it begins.</param>
/// <param name="Next">Behind it.</param>
/// <param name="Named">True when it has said already that something is new.</param>
internal sealed record EventLead(int First, int Next, bool Named)
{
    private static readonly string[][] Sayings =
    [
        ["each", "time"], ["every", "time"], ["any", "time"], ["as", "soon", "as"], ["the", "moment"], ["right", "after"], ["straight", "after"], ["immediately", "when"],
        ["whenever"], ["anytime"], ["when"], ["once"], ["upon"], ["after"], ["if"],
    ];

    public static EventLead? At(IReadOnlyList<Word> words, int at)
    {
        if (words[at].IsAny("every", "each", "any") && at + 1 < words.Count && words[at + 1].Is("new"))
        {
            return new(at > 0 && words[at - 1].IsAny("on", "for", "with", "upon", "at", "after", "about") ? at - 1 : at, at + 2, Named: true);
        }

        if (words[at].IsAny("on", "upon") && at + 1 < words.Count && words[at + 1].Is("new"))
        {
            return new(at, at + 2, Named: true);
        }

        foreach (var saying in Sayings)
        {
            if (at + saying.Length < words.Count && saying.Index().All(part => words[at + part.Index].Is(part.Item)))
            {
                return Asks(words, at + saying.Length) ? null : new(at, at + saying.Length, Named: false);
            }
        }

        return null;
    }

    /// <summary>"when is it due?", "when I ask": neither tells of something that happens elsewhere.</summary>
    private static bool Asks(IReadOnlyList<Word> words, int next)
        => words[next].IsAny("is", "was", "does", "do", "did", "will", "can", "should", "are", "were", "it", "that", "this", "i", "possible");
}
