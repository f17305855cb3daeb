using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Tests.Scheduling;

/// <summary>Phrases that the evaluation set found to be misread.</summary>
public sealed class SpokenPhraseTests
{
    public static TheoryData<string, string> Spoken => PhraseTable.Rows(
        """
        ever friday at 3pm => 0 15 * * FRI
        every Friday before the weekend at 15:00 => 0 15 * * FRI
        every weekend at 10am => 0 10 * * SAT,SUN
        no automatic runs please => on demand
        some evenings => ? which_day
        most mornings at 8am => ? which_day
        """);

    [Theory]
    [MemberData(nameof(Spoken))]
    public void A_phrase_as_people_say_it_is_read(string phrase, string expected)
        => PhraseTable.Check(expected, ScheduleReader.Read(phrase, PhraseTable.ProfileZone));
}
