using OmniForge.Agents.Building;

namespace OmniForge.Agents.Tests.Building;

/// <summary>How an answer to a yes-or-no question is read as a whole sentence.</summary>
public sealed class ReadingTests
{
    public static TheoryData<TurnReading, string> Utterances()
    {
        var rows = new TheoryData<TurnReading, string>();
        var reading = TurnReading.Unclear;
        foreach (var line in Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
            {
                reading = Enum.Parse<TurnReading>(line[1..].Trim());
            }
            else
            {
                rows.Add(reading, line);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Utterances))]
    public void An_answer_is_read_as_a_whole_sentence(TurnReading expected, string line)
        => Assert.Equal(expected, GrammarReader.Read(line, AtSummary, World).Reading);

    private static readonly BuilderWorld World = Tables.World(Tables.Projects);

    private static readonly BuilderState AtSummary = new()
    {
        Phase = Phase.Requirements,
        Wish = new() { Goal = "report", File = Tables.Projects, When = new() { OnDemand = true } },
        Question = new(QuestionKind.Summary, "Shall I create it like this?", []),
    };

    private const string Lines =
        """
        # Yes
        Yes please, and thanks for being so patient with me today
        After a lot of discussion in the team: yes, that is what we want
        yes
        Yes.
        YES!
        yes please
        yep
        yeah
        yup, go ahead
        sure
        sure thing
        ok
        okay then
        OK, do it
        fine
        fine by me
        that's fine
        that is right
        looks right
        looks good
        looks good to me
        Looks great, thanks!
        it looks perfect
        sounds good
        sounds like a plan
        perfect
        perfect, thank you
        great
        exactly
        exactly what I wanted
        that's exactly what I meant
        correct
        absolutely
        definitely
        of course
        by all means
        be my guest
        why not
        why not?
        I agree
        agreed
        I'm happy with that
        I am fine with it
        works for me
        that works
        that will do
        go ahead
        please go ahead
        go for it
        let's go
        let's do it
        do it
        make it so
        ship it
        build it
        please create it
        yes, create it
        no objections
        no objection from me
        I have no objections
        no problem
        no problem at all
        no complaints
        no changes
        no changes needed
        no, no changes
        no, nothing to add
        nothing to add
        nothing to change
        nothing else
        nothing is missing
        there is nothing to complain about
        I can't complain
        I don't see any problem
        I don't see why not
        I have nothing against it
        I wouldn't change a thing
        don't change anything
        couldn't be better
        I couldn't agree more
        I don't mind
        I'm not against it
        not bad
        not bad at all
        that's not a problem
        no doubt
        without a doubt
        you bet
        sold
        deal
        count me in
        thumbs up
        👍
        yess
        yse
        loks good
        perfcet
        absolutly
        lgtm
        yes, that's exactly right, go ahead
        yes and thank you
        great, let's go
        ok, sounds good, go ahead
        yes, my boss will love it
        all good
        I approve
        confirmed
        I'd love that
        yes to all
        I say yes
        can't argue with that
        it would be foolish not to say yes, so yes
        # No
        I'd prefer we left it off
        I never said yes to that
        no
        No.
        nope
        nah
        no thanks
        no thank you
        no way
        not really
        not at all
        not like this
        not good
        never
        absolutely not
        certainly not
        definitely not
        of course not
        please don't
        don't
        don't do it
        do not create it
        I don't want that
        I don't like it
        I'd rather not
        rather not
        better not
        I don't think so
        I disagree
        I'm not happy with it
        that's wrong
        that is not right
        this is not what I wanted
        it doesn't look right
        wrong
        no, that's wrong
        no, I don't like it
        no deal
        thumbs down
        👎
        hell no
        by no means
        under no circumstances
        I object
        I refuse
        over my dead body
        nope, sorry
        that's not okay
        not ok
        yeah right
        # Later
        not yet
        not now
        later
        maybe later
        not today
        not just yet
        I am not ready yet
        I'm not ready
        yes, but not now
        yes, later
        ok but not yet
        no, not yet
        tomorrow
        yes, tomorrow
        let me think about it
        let me check first
        let me ask my boss first
        I need to ask Derek first
        I have to check with finance
        I'll think about it
        I'll get back to you
        I will let you know
        give me a minute
        give me until Friday
        hold on
        hang on a second
        wait
        wait a moment
        one moment please
        once Maya has seen it
        yes, once my boss has agreed
        go ahead when Derek agrees
        only after my manager approves
        after lunch
        when I'm back from holiday
        as soon as the client has signed
        if my boss is ok with it
        yes if Tom agrees
        my manager needs to approve it first
        I'd like to sleep on it
        remind me next week
        let's do that next week
        let's wait
        it depends on my boss
        too early
        I'm busy right now
        in an hour
        some other time
        sure, but let me ask Tom first
        looks good, but I want to show it to Maya first
        ok, but only once legal has checked it
        I need more time
        put it on hold
        not before Friday
        # Change
        yes but shorter
        yes, but only the top 5
        ok, but without the budget column
        looks good, but sort by due date
        yes but make it Tuesday at 9am
        no, Tuesday at 9am
        no, on Tuesdays at 9am
        no, sort by budget
        also include the owner
        drop the notes column
        only the ones owned by Maya Lindqvist
        yes, except the done ones
        fine, but drop the notes
        great, but leave out the done ones
        no, yesterday it broke
        no, the numbers are wrong
        yes but the dates are wrong
        the owner is missing
        it's too long
        too many rows
        make it shorter
        sort by due date
        just the top 10
        make it a csv
        as csv please
        call it Monday list
        not the done ones
        I want only the late ones
        top 5 by budget
        could you sort it by due date?
        can you leave out the notes?
        how about weekdays at 9am?
        group it by client
        perfect, just add the owner
        yes, but make it friendlier
        it broke yesterday
        no, it failed last time
        # Question
        what does it cost?
        what happens then?
        how does it work?
        when will it run?
        is it safe?
        will it delete anything?
        can I change it later?
        what did you understand?
        which columns are there?
        why?
        who can see it?
        yes, but what does it cost?
        ok, but is it safe?
        does it send anything?
        where is the report saved
        what is a draft
        what will it do
        # Unclear
        hmm
        maybe
        I don't know
        not sure
        I'm not sure
        perhaps
        banana
        the weather is nice
        whatever
        yes no
        yes and no
        asdf
        yesterday
        nowhere
        yesteryear
        noble
        okra soup
        # Back
        go back
        back
        back please
        can we go back?
        please go back one step
        go back to the schedule
        back to the file
        one step back
        previous question
        take me back
        # Undo
        undo
        undo that
        please undo the last change
        ignore my last message
        forget what I just said
        take that back
        revert that
        scratch that
        undo the schedule change
        # Restart
        start over
        let's start over
        please start again from scratch
        restart
        can we start over?
        begin again
        reset everything
        I want to start over
        # Cancel
        cancel
        cancel that
        cancel everything please
        stop
        never mind
        forget it
        abort
        quit
        let's forget the whole thing
        """;
}
