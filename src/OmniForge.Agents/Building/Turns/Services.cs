using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Takes named services into the wish: where rows come from, where the report goes, what is no longer wanted.</summary>
internal static partial class Services
{
    /// <summary>True when something about them was said or changed.</summary>
    public static bool Take(Drafted turn, TurnUnderstanding said)
    {
        var before = turn.Wish;
        Drop(turn, said.Without);
        var wish = turn.Wish;
        if (said.Services.Except(wish.Services).ToList() is { Count: > 0 } fresh)
        {
            wish = wish with { Services = [.. wish.Services, .. fresh] };
        }

        wish = Place(turn, TakenSources.Apply(wish, said), said);
        turn.State = turn.State with { Wish = said.Deliveries.Count > 0 ? TakenDeliveries.Apply(wish, said.Deliveries) : Target(turn, wish, said) };
        Forms.Take(turn, said.Words);
        Figures.Take(turn, said.Words);
        return !ReferenceEquals(before, turn.Wish) || said.Services.Count > 0;
    }

    /// <summary>The wish with the name of what is read there, when the message says one; what was chosen before stays unless another is named.</summary>
    private static Wish Place(Drafted turn, Wish wish, TurnUnderstanding said)
    {
        if (said.Answer is not null || wish.From is not { } place || wish.When?.Event is not null || said.Event is not null || said.Reads.Count > 1
            || SaidPlaces.Of(said.Words, place.Integration) is not { } named)
        {
            return wish;
        }

        var known = turn.State.Places.Where(list => list.Connection == place.Connection).SelectMany(list => list.Choices).Select(choice => choice.Name).ToList();
        var match = known.Count > 0 ? SaidPlaces.Match(named.Name, known) : null;
        var same = place.Id.Length > 0 && (match == place.Name || SaidPlaces.Match(named.Name, [place.Name]) is not null);
        return same || (place.Id.Length > 0 && match is null && place.Integration == "linear") ? wish
            : wish with { From = place with { Id = "", Name = named.Name }, File = null };
    }

    /// <summary>The only way the report goes, or another channel of the one that is spoken of.</summary>
    private static Wish Target(Drafted turn, Wish wish, TurnUnderstanding said)
    {
        if (said.To is { } to && wish.To?.Integration != to)
        {
            wish = wish with { ToAt = Math.Max(0, wish.Deliveries.ToList().FindIndex(delivery => delivery.To?.Integration == to)) };
            wish = wish.To?.Integration == to ? wish : Beside(turn, said) ? wish with { Deliveries = [new(), new() { To = new() { Integration = to } }], ToAt = 1 }
                : wish with { To = new() { Integration = to } };
        }

        return said.Channel is { } channel && wish.To is { } target && !string.Equals(target.Name.TrimStart('#'), channel, StringComparison.OrdinalIgnoreCase)
            ? wish with { To = target with { Id = "", Name = channel } }
            : wish;
    }

    /// <summary>An agent that runs and saves its report goes on saving it, unless something is to take that place.</summary>
    private static bool Beside(Drafted turn, TurnUnderstanding said)
        => turn.State.Standing is AgentStanding.Active or AgentStanding.Paused && turn.Wish.Deliveries.Count == 0 && !Replaces().IsMatch(said.Words);

    [GeneratedRegex(@"\b(?:instead|rather than|no longer|not (?:as )?(?:a |the )?(?:file|report)|no (?:file|report)|without (?:a |the )?(?:file|report)|replace|only (?:to|on|in) (?:slack|notion))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Replaces();

    private static void Drop(Drafted turn, IReadOnlyList<string> without)
    {
        foreach (var service in without)
        {
            var wish = turn.Wish;
            if (wish.Sources.Any(source => source.From?.Integration == service))
            {
                turn.Say($"I no longer read from {ServiceNames.Title(service)}.");
                wish = wish.Sources.Count == 1 ? wish with { From = null, File = null }
                    : wish with { At = 0, Sources = [.. wish.Sources.Where(source => source.From?.Integration != service)] };
            }

            if (wish.Deliveries.Any(delivery => delivery.To?.Integration == service))
            {
                turn.Say($"The report no longer goes to {ServiceNames.Title(service)}.");
                wish = wish with { ToAt = 0, Deliveries = [.. wish.Deliveries.Where(delivery => delivery.To?.Integration != service)] };
            }

            var waits = turn.State.SignIn?.Integration == service;
            turn.State = turn.State with
            {
                Wish = wish with { Services = [.. wish.Services.Where(known => known != service)] },
                SignIn = waits ? null : turn.State.SignIn,
            };
        }
    }
}
