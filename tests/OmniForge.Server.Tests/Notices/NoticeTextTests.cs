using System.Text.RegularExpressions;
using OmniForge.Server.Notices;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Notices;

public sealed partial class NoticeTextTests
{
    private static readonly NoticeFacts Facts = new("Projects report", new DateTimeOffset(2026, 11, 23, 7, 0, 0, TimeSpan.Zero), "Europe/Berlin");

    [Fact]
    public void A_failure_is_told_with_its_reason_and_the_next_time_on_the_owners_clock()
        => Assert.Equal(
            "The run of \"Projects report\" on Monday, 23 November 2026 at 08:00 did not finish. The file is gone. It starts by itself again on Monday, 30 November at 08:00.",
            NoticeText.Of(NoticeCause.Failed, Facts with { Words = "The file is gone", Next = Facts.At.AddDays(7) }));

    [Fact]
    public void A_run_that_has_no_next_time_says_so()
        => Assert.EndsWith("It does not start by itself again.", NoticeText.Of(NoticeCause.Failed, Facts), StringComparison.Ordinal);

    [Fact]
    public void A_question_is_repeated_word_for_word()
        => Assert.Contains("It asks: Shall I send it to all 40 people? Until", NoticeText.Of(NoticeCause.WaitsForAnswer, Facts with { Words = "Shall I send it to all 40 people?" }), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_zone_is_told_in_universal_time()
        => Assert.Contains("at 07:00", NoticeText.Of(NoticeCause.Failed, Facts with { Zone = "Middle/Earth" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(3_000, ' ')]
    [InlineData(3_000, 'x')]
    public void Words_of_others_are_cut_when_they_are_too_long(int length, char between)
    {
        var text = NoticeText.Of(NoticeCause.Failed, Facts with { Words = string.Join(between, Enumerable.Repeat("word", length / 5)) });
        Assert.InRange(text.Length, 500, 900);
        Assert.Contains("…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_notice_breaks_the_plain_language_rule()
    {
        foreach (var cause in Enum.GetValues<NoticeCause>().Where(cause => cause != NoticeCause.Unspecified))
        {
            var text = NoticeText.Of(cause, Facts with { Next = Facts.At });
            Assert.DoesNotMatch(Banned(), text);
            Assert.Contains("\"Projects report\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.Matches(@"[.?!…]$", text);
        }
    }

    [Theory]
    [InlineData(ExecutionStatus.Failed, NoticeCause.Failed)]
    [InlineData(ExecutionStatus.TimedOut, NoticeCause.Failed)]
    [InlineData(ExecutionStatus.Rejected, NoticeCause.Failed)]
    [InlineData(ExecutionStatus.Paused, NoticeCause.Paused)]
    [InlineData(ExecutionStatus.WaitingForInput, NoticeCause.WaitsForAnswer)]
    [InlineData(ExecutionStatus.WaitingForAuth, NoticeCause.WaitsForConnection)]
    [InlineData(ExecutionStatus.Succeeded, NoticeCause.Unspecified)]
    [InlineData(ExecutionStatus.Cancelled, NoticeCause.Unspecified)]
    [InlineData(ExecutionStatus.Running, NoticeCause.Unspecified)]
    [InlineData(ExecutionStatus.WaitingForRetry, NoticeCause.Unspecified)]
    public void What_is_told_follows_from_the_status(ExecutionStatus status, NoticeCause cause) => Assert.Equal(cause, NoticeRules.CauseOf(status));

    [GeneratedRegex(@"\b(webhook|api|oauth|json|yaml|cron|regex|orchestration|execution|schedule)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Banned();
}
