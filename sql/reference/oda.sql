/*
definition: >
  Official development assistance and GNI of DAC members and other reporters with the percentages they publish,
  for a comparison panel. Not the same concept as South-South cooperation; never part of a southern total.
grain: one measure of one reporter in one year
unit: measure_code (million USD or percent)
*/
select * from contribution.oda
