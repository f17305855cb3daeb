using OmniForge.Server.Hosting;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Storage;

/// <summary>The one writer of a node: what it puts together, whom it tells when, and what it does while the database is away.</summary>
public sealed class GroupCommitTests
{
    private readonly PaperJournal _paper = new();
    private readonly List<string> _told = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_while_a_commit_runs_becomes_the_next_one()
    {
        var writer = new JournalWriter(_paper);
        var held = _paper.Hold();
        await using (await writer.StartAsync())
        {
            writer.Append(Fact("a", 1));
            await UntilAsync(() => _paper.Tries == 1);
            writer.Append(Fact("a", 2), Fact("b", 1), Fact("a", 3), Fact("c", 1), Fact("b", 2));
            held.SetResult();
        }

        Assert.Equal(["a1", "a2 b1 a3 c1 b2"], _paper.Commits);
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit_and_everybody_in_order_after_it()
    {
        var writer = new JournalWriter(_paper);
        var held = _paper.Hold();
        JournalEntry[] entries = [Fact("a", 1), Fact("b", 1), Fact("a", 2)];
        writer.Append(entries);
        await using (await writer.StartAsync())
        {
            await UntilAsync(() => _paper.Tries == 1);
            Assert.Empty(_told);
            Assert.DoesNotContain(entries, entry => entry.Committed.IsCompleted);
            held.SetResult();
            await entries[2].Committed;
        }

        Assert.Equal(["a1", "b1", "a2"], _told);
    }

    [Fact]
    public async Task A_refused_entry_fails_alone_and_is_told_to_nobody()
    {
        JournalEntry[] entries = [Fact("a", 1), Fact("b", 1), Fact("c", 1)];
        _paper.Refuse.Add(entries[1]);
        await new JournalWriter(_paper).WriteAsync(entries);

        await entries[0].Committed;
        await Assert.ThrowsAsync<FencedException>(() => entries[1].Committed);
        await entries[2].Committed;
        Assert.Equal(["a1", "c1"], _told);
    }

    [Fact]
    public async Task What_follows_an_entry_that_was_not_written_is_not_written_either()
    {
        var first = Fact("a", 1);
        var second = PaperJournal.Fact("a", 2, _told, first.Committed);
        var third = PaperJournal.Fact("a", 3, _told, second.Committed);
        _paper.Refuse.Add(first);
        var writer = new JournalWriter(_paper);
        var held = _paper.Hold();
        await using (await writer.StartAsync())
        {
            writer.Append(first);
            await UntilAsync(() => _paper.Tries == 1);
            writer.Append(second, Fact("b", 1), third);
            held.SetResult();
        }

        await Assert.ThrowsAsync<FencedException>(() => second.Committed);
        await Assert.ThrowsAsync<FencedException>(() => third.Committed);
        Assert.Equal(["", "b1"], _paper.Commits);
        Assert.Equal(["b1"], _told);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_written_leaves_the_others_alone()
    {
        var poison = Fact("a", 1);
        var behind = PaperJournal.Fact("a", 2, _told, poison.Committed);
        var good = Fact("b", 1);
        _paper.Poison = poison;
        await new JournalWriter(_paper).WriteAsync(poison, behind, good);

        await Assert.ThrowsAsync<InvalidDataException>(() => poison.Committed);
        await Assert.ThrowsAsync<InvalidDataException>(() => behind.Committed);
        await good.Committed;
        Assert.Equal(["b1"], _told);
    }

    [Fact]
    public async Task Another_epoch_of_the_same_execution_waits_for_the_next_commit()
    {
        await new JournalWriter(_paper).WriteAsync(Fact("a", 1), Fact("b", 1), PaperJournal.Fact("a", 2, _told, epoch: 2), Fact("b", 2));

        Assert.Equal(["a1 b1", "a2 b2"], _paper.Commits);
        Assert.Equal(["a1", "b1", "a2", "b2"], _told);
    }

    [Fact]
    public async Task A_lost_confirmation_neither_repeats_what_was_written_nor_hides_what_was_refused()
    {
        JournalEntry[] entries = [Fact("a", 1), Fact("b", 1), Fact("c", 1)];
        _paper.Refuse.Add(entries[1]);
        _paper.Next(PaperJournal.Trouble.AwayAfter);
        await WriteThroughTroubleAsync(entries);

        await Assert.ThrowsAsync<FencedException>(() => entries[1].Committed);
        Assert.Equal(["a1 c1"], _paper.Commits);
        Assert.Equal(["a1", "c1"], _told);
    }

    [Fact]
    public async Task While_the_database_is_away_nothing_is_lost_and_nothing_new_is_accepted()
    {
        JournalEntry[] entries = [Fact("a", 1), Fact("b", 1)];
        _paper.Next(PaperJournal.Trouble.AwayBefore, 5);
        var writer = new JournalWriter(_paper);
        writer.Commit.DemandRoom();
        await using (await writer.StartAsync())
        {
            writer.Append(entries);
            await UntilAsync(() => writer.Commit.Trouble is not null);
            var refused = Assert.Throws<DomainException>(writer.Commit.DemandRoom);
            Assert.Equal((Refusal.Unavailable, "STORE_UNAVAILABLE"), (refused.Refusal, refused.Reason));
            Assert.True(refused.RetryAfter > TimeSpan.Zero);
            Assert.DoesNotContain(entries, entry => entry.Committed.IsCompleted);

            writer.Append(Fact("a", 2));
            await UntilAsync(() => entries[1].Committed.IsCompleted, () => writer.Clock.Advance(TimeSpan.FromMilliseconds(250)));
            Assert.Null(writer.Commit.Trouble);
            writer.Commit.DemandRoom();
        }

        Assert.Equal(["a1", "b1", "a2"], _told);
        Assert.Equal(["a1 b1", "a2"], _paper.Commits);
    }

    [Fact]
    public async Task Whoever_queued_before_the_database_went_away_is_let_go_and_what_was_queued_is_written_later()
    {
        var entry = Fact("a", 1);
        _paper.Next(PaperJournal.Trouble.AwayBefore, 100);
        var writer = new JournalWriter(_paper);
        writer.Append(entry);
        await using (await writer.StartAsync())
        {
            var accepted = writer.Commit.AcceptedAsync(WrittenAsync(entry));
            await UntilAsync(() => accepted.IsCompleted, () => writer.Clock.Advance(TimeSpan.FromMilliseconds(250)));
            var refused = await Assert.ThrowsAsync<DomainException>(() => accepted);
            Assert.Equal((Refusal.Unavailable, "STORE_UNAVAILABLE"), (refused.Refusal, refused.Reason));
            Assert.StartsWith("It is not known whether", refused.Message, StringComparison.Ordinal);
            Assert.False(entry.Committed.IsCompleted);
            await UntilAsync(() => entry.Committed.IsCompleted, () => writer.Clock.Advance(TimeSpan.FromMilliseconds(250)));
        }

        Assert.Equal(["a1"], _told);
    }

    [Fact]
    public async Task A_database_that_is_slow_and_not_away_is_waited_for()
    {
        var entry = Fact("a", 1);
        var held = _paper.Hold();
        var writer = new JournalWriter(_paper);
        writer.Append(entry);
        await using (await writer.StartAsync())
        {
            var accepted = writer.Commit.AcceptedAsync(WrittenAsync(entry));
            await UntilAsync(() => _paper.Tries == 1);
            writer.Clock.Advance(TimeSpan.FromMinutes(1));
            held.SetResult();
            Assert.True(await accepted);
        }
    }

    [Fact]
    public async Task A_writer_that_is_far_behind_refuses_new_executions_until_it_has_caught_up()
    {
        var writer = new JournalWriter(_paper);
        var held = _paper.Hold();
        var last = Fact("last", 1);
        await using (await writer.StartAsync())
        {
            writer.Append(Enumerable.Range(0, 20_000).Select(number => Fact($"e{number}", 1)));
            writer.Commit.DemandRoom();
            writer.Append(last);

            Assert.True(writer.Commit.Behind);
            var refused = Assert.Throws<DomainException>(writer.Commit.DemandRoom);
            Assert.Equal((Refusal.Exhausted, "QUEUE_FULL", "journal"), (refused.Refusal, refused.Reason, refused.Facts["scope"]));
            Assert.True(refused.RetryAfter > TimeSpan.Zero);

            held.SetResult();
            await last.Committed;
            await UntilAsync(() => !writer.Commit.Behind);
            writer.Commit.DemandRoom();
        }

        Assert.Equal(20_001, _told.Count);
    }

    [Fact]
    public async Task A_stop_commits_what_is_queued_and_takes_no_more()
    {
        var writer = new JournalWriter(_paper);
        var held = _paper.Hold();
        JournalEntry[] entries = [Fact("a", 1), Fact("b", 1)];
        await writer.Commit.StartAsync(Ct);
        writer.Append(entries[0]);
        await UntilAsync(() => _paper.Tries == 1);
        writer.Append(entries[1]);
        var stop = writer.Commit.StopAsync(Ct);
        var late = Fact("c", 1);
        writer.Append(late);
        Assert.False(stop.IsCompleted);
        held.SetResult();
        await stop;

        Assert.Equal(["a1", "b1"], _told);
        await Assert.ThrowsAsync<OperationCanceledException>(() => late.Committed);
    }

    [Fact]
    public async Task A_watcher_who_cannot_be_told_does_not_have_the_facts_written_again()
    {
        var broken = new JournalEntry("t", "a", 1, () => throw new InvalidOperationException("no ears")) { Events = Fact("a", 1).Events };
        var good = Fact("b", 1);
        await new JournalWriter(_paper).WriteAsync(broken, good);

        await broken.Committed;
        await good.Committed;
        Assert.Equal(["a1 b1"], _paper.Commits);
    }

    private static async Task<bool> WrittenAsync(JournalEntry entry)
    {
        await entry.Committed;
        return true;
    }

    private JournalEntry Fact(string execution, long sequence) => PaperJournal.Fact(execution, sequence, _told);

    private async Task WriteThroughTroubleAsync(JournalEntry[] entries)
    {
        var writer = new JournalWriter(_paper);
        writer.Append(entries);
        await using (await writer.StartAsync())
        {
            await UntilAsync(
                () => entries.All(entry => entry.Committed.IsCompleted), () => writer.Clock.Advance(TimeSpan.FromMilliseconds(250)));
        }
    }

    private static async Task UntilAsync(Func<bool> holds, Action? meanwhile = null)
    {
        using var patience = new CancellationTokenSource(TestKit.Patience.Limit);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            meanwhile?.Invoke();
            await Task.Yield();
        }
    }
}
