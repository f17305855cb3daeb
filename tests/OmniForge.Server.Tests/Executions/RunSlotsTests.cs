using OmniForge.Server.Executions.Control;

namespace OmniForge.Server.Tests.Executions;

public sealed class RunSlotsTests
{
    [Fact]
    public void What_finds_room_begins_at_once_and_the_rest_when_a_slot_is_given_back()
    {
        var slots = new RunSlots(2, 0, 0, 0);
        Assert.True(slots.TryTake(Wish("a", "x", 1)));
        Assert.True(slots.TryTake(Wish("a", "x", 2)));
        Assert.False(slots.TryTake(Wish("a", "x", 3)));
        Assert.Equal(3, slots.CountOf("a"));
        Assert.Equal([Wish("a", "x", 3)], slots.Release(Wish("a", "x", 1)));
        Assert.Empty(slots.Release(Wish("a", "x", 2)));
        Assert.Empty(slots.Release(Wish("a", "x", 3)));
        Assert.Equal(0, slots.CountOf("a"));
    }

    [Theory]
    [InlineData(10, 3, 0, 3)]
    [InlineData(10, 0, 4, 4)]
    [InlineData(10, 3, 4, 3)]
    [InlineData(10, 4, 3, 3)]
    [InlineData(2, 4, 3, 2)]
    [InlineData(10, 0, 0, 10)]
    public void No_limit_is_ever_passed_and_all_get_their_turn(int all, int perTenant, int perAgent, int most)
    {
        var slots = new RunSlots(all, perTenant, perAgent, 0);
        var begun = new List<SlotWish>();
        var atWork = new Queue<SlotWish>();
        for (var i = 0; i < 50; i++)
        {
            Take(slots, Wish("a", "x", i, i % 5 + 1), atWork, begun);
        }

        Assert.Equal(most, atWork.Count);
        while (atWork.TryDequeue(out var done))
        {
            foreach (var next in slots.Release(done))
            {
                begun.Add(next);
                atWork.Enqueue(next);
            }

            Assert.InRange(atWork.Count, 0, most);
        }

        Assert.Equal(50, begun.Distinct().Count());
        Assert.Equal(50, begun.Count);
        Assert.Equal(0, slots.CountOf("a"));
    }

    [Fact]
    public void A_tenant_at_its_limit_leaves_slots_to_others()
    {
        var slots = new RunSlots(10, 4, 0, 0);
        for (var i = 0; i < 1_000; i++)
        {
            slots.TryTake(Wish("noisy", "x", i));
        }

        Assert.All(Enumerable.Range(0, 4), i => Assert.True(slots.TryTake(Wish("quiet", "x", i))));
        Assert.False(slots.TryTake(Wish("quiet", "x", 4)));
        Assert.Equal([Wish("quiet", "x", 4)], slots.Release(Wish("quiet", "x", 0)));
    }

    [Fact]
    public void A_full_node_serves_a_newcomer_with_the_next_free_slot_or_the_one_after()
    {
        var slots = new RunSlots(4, 100, 0, 0);
        for (var i = 0; i < 1_000; i++)
        {
            slots.TryTake(Wish("noisy", "x", i, 1));
        }

        Assert.False(slots.TryTake(Wish("quiet", "x", 0, 5)));
        Assert.Contains(Wish("quiet", "x", 0, 5), slots.Release(Wish("noisy", "x", 0, 1)).Concat(slots.Release(Wish("noisy", "x", 1, 1))));
    }

    [Fact]
    public void An_agent_at_its_limit_does_not_hold_up_others_of_its_tenant()
    {
        var slots = new RunSlots(10, 10, 2, 0);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(i => slots.TryTake(Wish("a", "x", i))).ToList());
        Assert.True(slots.TryTake(Wish("a", "y", 0)));
        Assert.True(slots.TryTake(Wish("b", "x", 0)));
        Assert.Empty(slots.Release(Wish("a", "y", 0)));
        Assert.Equal([Wish("a", "x", 2)], slots.Release(Wish("a", "x", 0)));
    }

    [Fact]
    public void A_tenant_at_its_limit_with_an_integration_waits_and_whatever_uses_another_goes_on()
    {
        var slots = new RunSlots(10, 0, 0, 2);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(i => slots.TryTake(Using("a", i, "notion"))));
        Assert.True(slots.TryTake(Using("a", 3, "slack")));
        Assert.True(slots.TryTake(Using("a", 4)));
        Assert.True(slots.TryTake(Using("b", 5, "notion")));
        Assert.False(slots.TryTake(Using("a", 6, "notion", "slack")));
        Assert.Empty(slots.Release(Using("a", 4)));
        Assert.Equal(["2"], slots.Release(Using("a", 0, "notion")).Select(next => next.Id));
        Assert.Equal(["6"], slots.Release(Using("a", 1, "notion")).Select(next => next.Id));
    }

    /// <summary>However they overlap: all get their turn, and never too many at once.</summary>
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 3, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 1, 0)]
    public void Executions_that_use_several_integrations_never_wait_for_each_other(int perIntegration, int perTenant, int perAgent)
    {
        string[][] kinds = [["a", "b"], ["b", "c"], ["a", "c"], ["a", "b", "c"], ["c"], []];
        var slots = new RunSlots(4, perTenant, perAgent, perIntegration);
        var atWork = new List<SlotWish>();
        var begun = new HashSet<string>();
        var random = new Random(perIntegration);
        for (var i = 0; i < 200; i++)
        {
            var wish = Using($"t{i % 2}", i, kinds[random.Next(kinds.Length)]) with { Agent = $"x{i % 3}" };
            if (slots.TryTake(wish))
            {
                atWork.Add(wish);
            }
        }

        while (atWork.Count > 0)
        {
            Assert.All(atWork.SelectMany(wish => wish.Uses.Select(use => (wish.Tenant, use))).CountBy(use => use), used => Assert.InRange(used.Value, 1, perIntegration));
            var done = atWork[random.Next(atWork.Count)];
            atWork.Remove(done);
            Assert.True(begun.Add(done.Id));
            atWork.AddRange(slots.Release(done));
        }

        Assert.Equal(200, begun.Count);
    }

    private static SlotWish Using(string tenant, int id, params string[] integrations) => new(tenant, "x", $"{id}", 3) { Integrations = integrations };

    private static void Take(RunSlots slots, SlotWish wish, Queue<SlotWish> atWork, List<SlotWish> begun)
    {
        if (slots.TryTake(wish))
        {
            begun.Add(wish);
            atWork.Enqueue(wish);
        }
    }

    private static SlotWish Wish(string tenant, string agent, int id, int priority = 3) => new(tenant, agent, $"{id}", priority);
}
