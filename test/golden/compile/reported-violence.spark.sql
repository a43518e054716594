with place as (select distinct 'regso' as level, cast(`RegSO` as string) as code, cast(`RegSO` as string) as area from `omradesnyckel` where cast(`Version` as string) = '2020'
  union all select distinct 'municipality' as level, cast(`RegSO` as string) as code, cast(`Kommun` as string) as area from `omradesnyckel` where cast(`Version` as string) = '2020'
  union all select distinct 'county' as level, cast(`RegSO` as string) as code, cast(`Lan` as string) as area from `omradesnyckel` where cast(`Version` as string) = '2020'),
r as (select cast(p.`RegSO` as string) as code, cast(1 as double) as y, cast(null as double) as x, case when cast(1 as double) is null then 1 else 0 end as lost
    from `brott_2023` p
    where (cast(p.`Brottstyp` as string) in ('Våld'))
    union all select cast(p.`RegSO` as string) as code, cast(null as double) as y, case when 1 = 1 then cast(1 as double) end as x, case when 1 = 1 and cast(1 as double) is null then 1 else 0 end as lost
    from `person_2023` p
    where (1 = 1)),
g as (select code, count(x) as contributors, sum(x) as n, sum(y) as numerator, sum(abs(y)) as absolute, sum(y * y) as squares,
    sum(x * x) as base_squares, sum(x * y) as product, sum(case when y is null and x is null then 0 else 1 end) as records, sum(lost) as left_out
  from r group by code),
t as (select code, a from (select code, abs(y) as a, row_number() over (partition by code order by abs(y) desc) as i
  from r where y is not null) ranked where i <= 2),
ga as (select place.level as level, place.area as area, g.* from g join place on place.code = g.code
  union all select 'nation', 'R', g.* from g),
ta as (select place.level as level, place.area as area, t.a as a from t join place on place.code = t.code
  union all select 'nation', 'R', t.a from t),
two as (select level, area, max(case when i = 1 then a end) as largest, max(case when i = 2 then a end) as second_largest
  from (select level, area, a, row_number() over (partition by level, area order by a desc) as i from ta) ordered group by level, area)
select 'reported-violence' as indicator, '96bccd7fcf39c1ab557aa88693ee1998defe6577955071e0410e25ff8524e2df' as definition, 2023 as year, ga.level as level, ga.area as area, cast(null as double) as stratum, sum(ga.contributors) as contributors, coalesce(sum(ga.n), 0) as n, coalesce(sum(ga.numerator), 0) as numerator, coalesce(max(two.largest), 0) as largest, coalesce(max(two.second_largest), 0) as second_largest, coalesce(sum(ga.absolute), 0) as absolute, coalesce(sum(ga.squares), 0) as squares, coalesce(sum(ga.base_squares), 0) as base_squares, coalesce(sum(ga.product), 0) as product, sum(ga.records) as records, cast(null as double) as value, cast(null as double) as low, cast(null as double) as high, sum(ga.left_out) as left_out
from ga left join two on two.level = ga.level and two.area = ga.area group by ga.level, ga.area;
