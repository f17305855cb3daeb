using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>How long a message is: taken when it is said, asked when one is added to an agent whose whole report is found elsewhere or is long.</summary>
internal static class Forms
{
    /// <summary>More rows than these are too many for one message.</summary>
    private const int Readable = 30;

    /// <summary>The wish with what the words say about the length of its messages.</summary>
    public static void Take(Drafted turn, string words)
    {
        var sentence = Words.Join(Words.Cut(words)).ToLowerInvariant();
        var said = turn.State.Question?.Kind == QuestionKind.Form ? FormReading.Answer(sentence) : FormReading.Alone(sentence) ?? FormReading.Said(words);
        if (said is not { } form || At(turn) is not { } at)
        {
            return;
        }

        var deliveries = turn.Wish.Deliveries.Select((delivery, place) => place == at ? delivery with { Form = form } : delivery).ToList();
        if (form == DeliveryForm.ShortWithLink && !Whole(turn.Wish, at))
        {
            deliveries.Insert(0, new());
            turn.Say("The report is saved as a file too, so that the message can say where the whole of it is.");
        }

        turn.State = turn.State with { Wish = turn.Wish with { Deliveries = deliveries, ToAt = deliveries.FindIndex(delivery => delivery.Form == form) } };
    }

    /// <summary>True when nothing has to be asked.</summary>
    public static bool Settled(Drafted turn)
    {
        if (turn.State is { Standing: AgentStanding.None } or { History.Count: 0 } || turn.Wish.When?.Event is not null)
        {
            return true;
        }

        var known = turn.State.History[^1].Wish.Deliveries.Select(delivery => delivery.To).ToList();
        var at = turn.Wish.Deliveries.ToList().FindIndex(delivery => Takes(delivery) && delivery is { Form: null, Only: null } && !known.Contains(delivery.To));
        if (at < 0 || !(Whole(turn.Wish, at) || turn.Wish.Sources.Any(source => Long(turn, source))))
        {
            return true;
        }

        var name = Say.Quote(turn.Wish.Deliveries[at].To!.Name);
        turn.Ask(
            QuestionKind.Form, $"Shall the message to {name} be full, short, or short with a link? Short is the number of rows and the first ones; the link says where the whole report is.",
            ["Full", "Short", "Short with a link"]);
        return false;
    }

    public static bool Takes(Delivery delivery) => delivery.To is { Integration: "slack", Id.Length: > 0 };

    /// <summary>The message that is spoken of.</summary>
    private static int? At(Drafted turn)
    {
        var messages = turn.Wish.Deliveries.Index().Where(pair => pair.Item.To?.Integration == "slack").ToList();
        return messages.Count == 0 ? null
            : messages.Exists(pair => pair.Index == turn.Wish.ToAt) ? turn.Wish.ToAt
            : messages.Exists(pair => pair.Item.Form is null) ? messages.First(pair => pair.Item.Form is null).Index
            : messages[^1].Index;
    }

    /// <summary>Whether the whole report is found somewhere besides this message.</summary>
    private static bool Whole(Wish wish, int at)
        => SkillLayout.Saves(wish) || wish.Deliveries.Where((_, place) => place != at).Any(delivery => delivery.Only is null && (delivery.To is null || delivery.To.Integration == "notion"));

    private static bool Long(Drafted turn, WishSource source)
        => source is { Limit: null, Grouping: null, Filters.Count: 0 } && source.File is { } file && Content.TableView.ProfileOf(turn.World, file)?.Rows > Readable;
}
