using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Live;

/// <summary>The failure of an agent's last execution, at the place in the skill where it happened.</summary>
internal sealed class LiveFindings(Session session, LivePlaces places, LiveAgents agents)
{
    private const int Warning = 2;
    private const string Code = "last-run";
    private const string Source = "omniforge";

    /// <summary>Grows when the answer may be another one.</summary>
    public int Stamp => agents.Stamp;

    /// <summary>Null when the last execution did not fail, or not in this skill. Never waits.</summary>
    public Diagnostic? Of(OpenDocument document)
    {
        if (places.Of(document.Uri) is not { } place || agents.Find(place.AgentId) is not { LastRun: { Failure: { } failure } run } agent
            || (failure.Skill ?? agent.FirstSkill) != place.Skill)
        {
            return null;
        }

        var kind = run.Mode == "live" ? "run" : "dry run";
        return new(document.Range(Span(document.Skill, failure), session.Encoding), Warning, Code, Source, $"The last {kind} failed here: {failure.Message}");
    }

    private static TextSpan Span(SkillDocument skill, LiveFailure failure)
        => failure.Place is { } place && Line(skill.Text, place.Start.Line) is { Length: > 0 } line ? line
            : failure.Tool is { } tool && Only(skill, $"`{tool}`") is { } step ? step
            : Name(skill.Text);

    // The one line of the body that names a tool. Two lines could be two steps, and one of them would be blamed wrongly.
    private static TextSpan? Only(SkillDocument skill, string words)
    {
        var first = skill.Text.IndexOf(words, skill.BodyStart, StringComparison.Ordinal);
        if (first < 0)
        {
            return null;
        }

        var line = LineAt(skill.Text, first);
        return skill.Text.IndexOf(words, line.End, StringComparison.Ordinal) < 0 ? line : null;
    }

    private static TextSpan Name(string text)
    {
        var at = text.StartsWith("name:", StringComparison.Ordinal) ? 0 : text.IndexOf("\nname:", StringComparison.Ordinal) + 1;
        return LineAt(text, at);
    }

    private static TextSpan Line(string text, int number)
    {
        var at = 0;
        for (; number > 0; number--)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
            {
                return TextSpan.Between(0, 0);
            }

            at = end + 1;
        }

        return LineAt(text, at);
    }

    // Without the blanks around it and without its break.
    private static TextSpan LineAt(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        end = end < 0 ? text.Length : end;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.Between(start, end);
    }
}
