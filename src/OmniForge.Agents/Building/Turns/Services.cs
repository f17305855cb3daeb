using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Takes named services into the wish: where rows come from, where the report goes, what is no longer wanted.</summary>
internal static class Services
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

        if (said.From is { } from && wish.From?.Integration != from && !(said.Connect == from && wish.File is not null))
        {
            wish = wish with { From = new() { Integration = from }, File = null };
        }

        if (said.To is { } to && wish.To?.Integration != to)
        {
            wish = wish with { To = new() { Integration = to } };
        }

        if (said.Channel is { } channel && wish.To is { } target && !string.Equals(target.Name.TrimStart('#'), channel, StringComparison.OrdinalIgnoreCase))
        {
            wish = wish with { To = target with { Id = "", Name = channel } };
        }

        turn.State = turn.State with { Wish = wish };
        More(turn, said);
        return !ReferenceEquals(before, wish) || said.Services.Count > 0;
    }

    /// <summary>Rows of two services are not put together; the one that was named first counts.</summary>
    private static void More(Drafted turn, TurnUnderstanding said)
    {
        var sources = said.Services.Where(service => service != said.To && AccountTables.Of(service) is not null).ToList();
        if (sources.Count > 1 && turn.Wish.From is { } from)
        {
            turn.Say($"One agent of this talk reads from one place; I begin with {ServiceNames.Title(from.Integration)}. "
                + $"For {Say.And(sources.Where(service => service != from.Integration).Select(ServiceNames.Title))} build a second agent afterwards.");
        }
    }

    private static void Drop(Drafted turn, IReadOnlyList<string> without)
    {
        foreach (var service in without)
        {
            var wish = turn.Wish;
            if (wish.From?.Integration == service)
            {
                turn.Say($"I no longer read from {ServiceNames.Title(service)}.");
                wish = wish with { From = null, File = null };
            }

            if (wish.To?.Integration == service)
            {
                turn.Say($"The report no longer goes to {ServiceNames.Title(service)}.");
                wish = wish with { To = null };
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
